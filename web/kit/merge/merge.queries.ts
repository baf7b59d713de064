import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Duplicates, Merge, MergePreview } from '../../../shared/contract/record-merge.ts';
import type { MergeSide } from '../../../shared/merging/merge-sides.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { addressOf } from '../../client/address.ts';
import { request } from '../../shell/request.ts';

interface Merged {
  readonly merge: Merge;
  readonly record: AnyRecord;
}

export const isMerging = ({ state }: Merge): boolean => state === 'waiting' || state === 'undoing';

/** Records that are likely the same as this one. */
export function useDuplicates(noun: NounMetadata, id: string) {
  return useQuery({
    queryKey: ['merge', 'duplicates', noun.name, id],
    queryFn: ({ signal }) =>
      request<Duplicates>('GET', addressOf(`/${noun.plural}/{id}/duplicates`, { id }), undefined, signal),
  });
}

/** What would move from one record to the other. */
export function useMergePreview(noun: NounMetadata, winner: string, other: string) {
  return useQuery({
    queryKey: ['merge', 'preview', noun.name, winner, other],
    queryFn: ({ signal }) =>
      request<MergePreview>(
        'GET',
        addressOf(`/${noun.plural}/{id}/merge-preview`, { id: winner }, { other }),
        undefined,
        signal,
      ),
    retry: false,
  });
}

export interface MergeWish {
  readonly winner: AnyRecord;
  readonly other: AnyRecord;
  readonly keep: Readonly<Record<string, MergeSide>>;
}

/** Merges two records upon the states that are shown. */
export function useMerge(noun: NounMetadata) {
  const client = useQueryClient();
  return useMutation<Merged, Error, MergeWish>({
    mutationFn: ({ winner, other, keep }) =>
      request(
        'POST',
        addressOf(`/${noun.plural}/{id}/merges`, { id: winner.id }),
        { other: other.id, otherVersion: other.version, keep },
        undefined,
        { 'if-match': `"${winner.version}"` },
      ),
    onSuccess: () => {
      // The one that went can not be asked about any more.
      client.removeQueries({ queryKey: ['merge', 'preview'] });
      // Whatever pointed at it points elsewhere now.
      return client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'metadata' });
    },
  });
}

export function useUndoMerge(noun: NounMetadata) {
  const client = useQueryClient();
  return useMutation<Merged, Error, Pick<Merge, 'id' | 'winner'>>({
    mutationFn: ({ id, winner }) =>
      request('DELETE', addressOf(`/${noun.plural}/{id}/merges/{merge}`, { id: winner, merge: id })),
    onSuccess: () => client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'metadata' }),
  });
}

/** The merges a record had part in. */
export function useMerges(noun: NounMetadata, id: string) {
  return useQuery({
    queryKey: ['merge', 'list', noun.name, id],
    queryFn: ({ signal }) =>
      request<{ items: readonly Merge[] }>('GET', addressOf(`/${noun.plural}/{id}/merges`, { id }), undefined, signal),
    select: ({ items }) => items,
  });
}

/** A merge as it stands, asked for until it is done; what is shown of records is then read again. */
export function useMergeProgress(noun: NounMetadata, begun: Merge): Merge {
  const client = useQueryClient();
  const { data = begun } = useQuery({
    queryKey: ['merge', 'one', begun.id],
    queryFn: async ({ signal }) => {
      const address = addressOf(`/${noun.plural}/{id}/merges`, { id: begun.winner });
      const { items } = await request<{ items: readonly Merge[] }>('GET', address, undefined, signal);
      return items.find(({ id }) => id === begun.id) ?? begun;
    },
    initialData: begun,
    refetchInterval: ({ state }) => (state.data && isMerging(state.data) ? 500 : false),
  });
  const ended = !isMerging(data);
  useEffect(() => {
    if (ended) void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'records' });
  }, [ended, client]);
  return data;
}
