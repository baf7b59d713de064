import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { OversightSettings } from '../../../shared/contract/oversight-settings.ts';
import { request } from '../../../web/shell/request.ts';
import type { Alarm, AuditLine, Backups, MemberReport } from '../contract/index.ts';

const key = ['oversight'] as const;
const base = '/api/v1/oversight';

interface AuditPage {
  readonly items: readonly AuditLine[];
  readonly next: string | null;
}

/** The audit, page by page; `query` as `toQuery` writes it. */
export function useAudit(query: string) {
  return useInfiniteQuery({
    queryKey: [...key, 'audit', query],
    queryFn: ({ pageParam, signal }) =>
      request<AuditPage>('GET', `${base}/audit?${query}${pageParam ? `&cursor=${pageParam}` : ''}`, undefined, signal),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
}

export const auditFile = (query: string): string => `${base}/audit/file?${query}`;
export const reportFile = (member: string): string => `${base}/members/${member}/report/file`;

interface Stopped {
  readonly member: { readonly id: string; readonly name: string };
  readonly since: string;
}

interface Alarms {
  readonly items: readonly Alarm[];
  readonly stopped: readonly Stopped[];
  readonly limited: readonly Stopped[];
}

export function useAlarms() {
  return useQuery({
    queryKey: [...key, 'alarms'],
    queryFn: ({ signal }) => request<Alarms>('GET', `${base}/alarms`, undefined, signal),
  });
}

export function useChainHead() {
  return useQuery({
    queryKey: [...key, 'head'],
    queryFn: ({ signal }) =>
      request<{ head: { number: string; at: string; hash: string } | null }>('GET', `${base}/head`, undefined, signal),
  });
}

export function useOversightSettings() {
  return useQuery({
    queryKey: [...key, 'settings'],
    queryFn: ({ signal }) => request<OversightSettings>('GET', `${base}/settings`, undefined, signal),
  });
}

export function useMemberReport(member: string, enabled: boolean) {
  return useQuery({
    queryKey: [...key, 'report', member],
    queryFn: ({ signal }) => request<MemberReport>('GET', `${base}/members/${member}/report`, undefined, signal),
    enabled,
  });
}

export function useRelease() {
  const client = useQueryClient();
  return useMutation<unknown, Error, string>({
    mutationFn: (member) => request('POST', `${base}/members/${member}/release`),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
}

export function useSaveSettings() {
  const client = useQueryClient();
  return useMutation<OversightSettings, Error, OversightSettings>({
    mutationFn: (settings) => request('PUT', `${base}/settings`, settings),
    onSuccess: (settings) => client.setQueryData([...key, 'settings'], settings),
  });
}

export function useBackups() {
  return useQuery({
    queryKey: [...key, 'backups'],
    queryFn: ({ signal }) => request<Backups>('GET', `${base}/backups`, undefined, signal),
  });
}
