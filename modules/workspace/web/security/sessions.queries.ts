import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { request } from '../../../../web/shell/request.ts';
import type { DeviceSession, listOwnSessions } from '../../contract/session.api.ts';

type SessionList = z.output<typeof listOwnSessions.response>;
export type OwnSession = SessionList['items'][number];

const ownKey = ['sessions'] as const;
const memberKey = (id: string) => ['memberSessions', id] as const;

/** Where the person is signed in. */
export function useOwnSessions() {
  return useQuery({
    queryKey: ownKey,
    queryFn: ({ signal }) => request<SessionList>('GET', '/api/v1/sessions', undefined, signal),
  });
}

/** Ends one of them by its id, or all others. */
export function useEndSessions() {
  const client = useQueryClient();
  return useMutation<unknown, Error, string | 'others'>({
    mutationFn: (which) =>
      which === 'others'
        ? request('POST', '/api/v1/sessions/end-others')
        : request('DELETE', `/api/v1/sessions/${encodeURIComponent(which)}`),
    onSettled: () => client.invalidateQueries({ queryKey: ownKey }),
  });
}

/** Where a member is signed in; for owners. */
export function useMemberSessions(memberId: string) {
  return useQuery({
    queryKey: memberKey(memberId),
    queryFn: ({ signal }) =>
      request<{ items: DeviceSession[]; elsewhere: boolean }>(
        'GET',
        `/api/v1/members/${memberId}/sessions`,
        undefined,
        signal,
      ),
  });
}

export function useEndMemberSessions(memberId: string) {
  const client = useQueryClient();
  return useMutation<unknown, Error, void>({
    mutationFn: () => request('POST', `/api/v1/members/${memberId}/sessions/end`),
    onSettled: () => client.invalidateQueries({ queryKey: memberKey(memberId) }),
  });
}
