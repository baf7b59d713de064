import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { recordKeys } from '../../../web/kit/data/query-keys.ts';
import { refreshLists } from '../../../web/kit/data/record-mutations.ts';
import { request } from '../../../web/shell/request.ts';
import { seeAs } from '../../../web/shell/seeing-choice.ts';
import type { getMemberAccount } from '../contract/member.api.ts';

type Account = z.output<typeof getMemberAccount.response>;

const accountKey = (memberId: string) => ['memberAccount', memberId] as const;

/** The account a member signs in with, for those who may know. */
export function useAccount(memberId: string, enabled: boolean) {
  return useQuery({
    queryKey: accountKey(memberId),
    queryFn: ({ signal }) => request<Account>('GET', `/api/v1/members/${memberId}/account`, undefined, signal),
    enabled,
  });
}

interface NewAccount {
  readonly email: string;
  readonly password: string;
}

/** Lets a member in, and shuts one out. Both change the member. */
export function useAccess(memberId: string) {
  const client = useQueryClient();
  const onSuccess = async () => {
    await client.invalidateQueries({ queryKey: accountKey(memberId) });
    await client.invalidateQueries({ queryKey: recordKeys.record('member', memberId) });
    await client.invalidateQueries({ queryKey: recordKeys.changes('member', memberId) });
    await refreshLists(client, 'member');
  };
  const give = useMutation<unknown, Error, NewAccount>({
    mutationFn: (account) => request('POST', `/api/v1/members/${memberId}/account`, account),
    onSuccess,
  });
  const shutOut = useMutation<unknown, Error, void>({
    mutationFn: () => request('POST', `/api/v1/members/${memberId}/deactivate`),
    onSuccess,
  });
  const resetFactor = useMutation<unknown, Error, void>({
    mutationFn: () => request('POST', `/api/v1/members/${memberId}/second-factor/reset`),
    onSuccess,
  });
  return { give, shutOut, resetFactor };
}

/** Sees the workspace as the member does, once that is written down. */
export function useSeeAs(memberId: string) {
  return useMutation<unknown, Error, void>({
    mutationFn: () => request('POST', `/api/v1/members/${memberId}/see-as`),
    onSuccess: () => seeAs(memberId),
  });
}
