import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ResponseOf } from '../../../../shared/contract/endpoint.ts';
import type { compareVersions } from '../../../../shared/contract/history.api.ts';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { request } from '../../../shell/request.ts';
import { listChanges } from '../../data/api.ts';
import { recordKeys } from '../../data/query-keys.ts';

/** A record's changes, newest first; of one field where it is named. */
export function useHistory(noun: NounMetadata, id: string, field: string | null) {
  const answer = useInfiniteQuery({
    queryKey: [...recordKeys.changes(noun.name, id), 'history', field],
    queryFn: ({ pageParam, signal }) => listChanges(noun, id, pageParam, signal, field ?? undefined),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  return { ...answer, changes: answer.data?.pages.flatMap(({ items }) => items) ?? [] };
}

/** The fields in which a record differs after two of its changes, or after one and now. */
export function useComparison(noun: NounMetadata, id: string, from: string | null, to: string | null) {
  const address = `/api/v1/history/${noun.name}/${id}/compare?${new URLSearchParams({ from: from ?? '', ...(to ? { to } : {}) })}`;
  return useQuery({
    queryKey: [...recordKeys.changes(noun.name, id), 'compare', from, to],
    queryFn: ({ signal }) => request<ResponseOf<typeof compareVersions>>('GET', address, undefined, signal),
    enabled: from !== null,
  });
}
