import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { countRecords, listRecords } from './api.ts';
import { type ListQuery, recordKeys } from './query-keys.ts';

/**
 * A list's records, page by page: `records` grows as `fetchNextPage` is called. The list before stays visible while
 * another order or filter loads (`isPlaceholderData`).
 */
export function useRecordList(noun: NounMetadata, query: ListQuery, enabled = true) {
  const list = useInfiniteQuery({
    queryKey: recordKeys.list(noun.name, query),
    queryFn: ({ pageParam, signal }) => listRecords(noun, { ...query, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    enabled,
  });
  const records = useMemo<readonly AnyRecord[]>(
    () => list.data?.pages.flatMap((page) => page.items) ?? [],
    [list.data],
  );
  return { ...list, records };
}

/** How many records a list has: exact up to a cap. Asked apart from the list, which never waits for it. */
export function useRecordCount(noun: NounMetadata, query: ListQuery, enabled = true) {
  return useQuery({
    queryKey: recordKeys.count(noun.name, query),
    queryFn: ({ signal }) => countRecords(noun, query, signal),
    enabled,
    staleTime: 30_000,
  });
}
