import { type InfiniteData, keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import type { RecordPageAnswer } from './answers.ts';
import { listPositions, listRecords } from './api.ts';
import { followRun, type ListEntry, type ListRun, pageAt, paramBefore } from './list-run.ts';
import { type ListQuery, recordKeys } from './query-keys.ts';

/**
 * A list of any length: pages that follow each other both ways from where it was entered. `enter` goes elsewhere (null: to the
 * beginning); the records before stay until those there have come.
 */
export function useLongList(noun: NounMetadata, query: ListQuery, enabled: boolean) {
  const asked = orderKey(query);
  const [entered, setEntered] = useState<{ readonly asked: string; readonly entry: ListEntry | null }>();
  const entry = entered?.asked === asked ? entered.entry : null;
  const list = useInfiniteQuery({
    queryKey: recordKeys.list(noun.name, entry ? { ...query, from: entry.param } : query),
    queryFn: ({ pageParam, signal }) => listRecords(noun, { ...query, ...pageAt(pageParam) }, signal),
    initialPageParam: entry?.param ?? (null as string | null),
    getNextPageParam: (page) => page.next,
    getPreviousPageParam: (page, _pages, param) => paramBefore(page, param),
    placeholderData: keepPreviousData,
    enabled,
  });
  const records = useMemo<readonly AnyRecord[]>(
    () => list.data?.pages.flatMap((page) => page.items) ?? [],
    [list.data],
  );
  const [before, setRun] = useState<ListRun | null>(null);
  const id = `${asked} ${entry?.param ?? ''} ${entry?.row ?? 0}`;
  const { hasNextPage, hasPreviousPage } = endsOf(list.data);
  const now = { id, records, entry, isFromStart: !hasPreviousPage };
  const run = list.isPlaceholderData && before ? before : followRun(before, now);
  if (run !== before) setRun(run);
  const enter = useCallback((next: ListEntry | null) => setEntered({ asked, entry: next }), [asked]);
  if (entry && list.isSuccess && !list.isPlaceholderData && records.length === 0) enter(null);
  return { ...list, records, run, order: asked, enter, hasNextPage, hasPreviousPage };
}

/** Whether there is more on either side of what is shown; the query itself knows only of what it has answered. */
function endsOf(data: InfiniteData<RecordPageAnswer> | undefined) {
  const [first, last] = [data?.pages[0], data?.pages.at(-1)];
  return {
    hasNextPage: last !== undefined && last.next !== null,
    hasPreviousPage:
      first !== undefined && paramBefore(first, (data?.pageParams[0] ?? null) as string | null) !== undefined,
  };
}

/** Where a long list can be entered: asked for once there is more than was loaded, and not anew with each change. */
export function usePositions(noun: NounMetadata, query: ListQuery, enabled: boolean) {
  const { filter, sort, search, deleted } = query;
  const asked = { filter, sort, search, deleted };
  const { data } = useQuery({
    queryKey: recordKeys.positions(noun.name, asked),
    queryFn: ({ signal }) => listPositions(noun, asked, signal),
    staleTime: 5 * 60_000,
    enabled,
  });
  return data;
}

/** What decides which records a list has and in what order, whatever of them is shown. */
const orderKey = ({ filter, sort, search, deleted }: ListQuery): string =>
  JSON.stringify([filter, sort, search, deleted]);
