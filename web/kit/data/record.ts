import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { getRecord, listChanges } from './api.ts';
import { recordKeys } from './query-keys.ts';
import { findCachedRecord } from './record-cache.ts';

/** One record with the labels of what it points at; what a list already knows of it shows at once. */
export function useRecord(noun: NounMetadata, id: string, enabled = true) {
  const client = useQueryClient();
  return useQuery<AnyRecord>({
    queryKey: recordKeys.record(noun.name, id),
    queryFn: async ({ signal }) => {
      const answer = await getRecord(noun, id, signal);
      const known = client.getQueryData<AnyRecord>(recordKeys.record(noun.name, id));
      // Asked for before the last change was through, answered after it: nothing goes back to what it was.
      return known && known.version > answer.version ? known : answer;
    },
    placeholderData: () => findCachedRecord(client, noun.name, id),
    enabled,
  });
}

/** A record's history, newest first. */
export function useChanges(noun: NounMetadata, id: string) {
  return useInfiniteQuery({
    queryKey: recordKeys.changes(noun.name, id),
    queryFn: ({ pageParam, signal }) => listChanges(noun, id, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}
