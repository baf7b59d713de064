import { useEffect } from 'react';
import { endParam, entryFor } from '../data/list-run.ts';
import type { List } from './use-list.ts';
import type { Rows } from './use-rows.ts';

/** Pixels: browsers draw nothing that is much higher. */
const highest = 15_000_000;
/** Rows beyond what is loaded that are reached page by page; further away the list is entered anew. */
const reach = 120;
/** Rows before the end of what is loaded at which the next page is asked for. */
const ahead = 20;
/** Milliseconds that the scroll bar has to rest. */
const rest = 100;

/** How many rows the list has as a whole, as far as is known, and about how many records each of them stands for. */
export function rowsOf({ list, positions }: List, height: number): { readonly rows: number; readonly each: number } {
  const { run, hasNextPage } = list;
  const end = run.offset + run.records.length;
  if (!hasNextPage) return { rows: end, each: 1 };
  const about = positions?.about ?? 0;
  const rows = Math.min(about, Math.floor(highest / height));
  return { rows: Math.max(rows, end), each: rows > 0 ? about / rows : 1 };
}

/**
 * Loads what is looked at: the pages around it as one comes near their ends, and, where the scroll bar was dragged away from all that
 * is loaded, the list from there on. Not while a cell is typed into: its row has to stay.
 */
export function useWholeList({ list, positions }: List, count: number, { seen }: Rows, isEditing: boolean): void {
  const { run, enter, hasNextPage, hasPreviousPage, isFetching, isFetchNextPageError, isPlaceholderData } = list;
  const { fetchNextPage, fetchPreviousPage, isFetchPreviousPageError } = list;
  const [start, end] = [run.offset, run.offset + run.records.length];
  const isFar = seen.first > end + reach || seen.last < start - reach;
  const isIdle = !isFetching && !isPlaceholderData;
  useEffect(() => {
    if (!isIdle || isFar) return;
    if (seen.last >= end - ahead && hasNextPage && !isFetchNextPageError) void fetchNextPage();
    else if (seen.first <= start + ahead && hasPreviousPage && !isFetchPreviousPageError) void fetchPreviousPage();
  });
  useEffect(() => {
    if (!isFar || isEditing || !positions) return;
    const timer = window.setTimeout(() => {
      const isEnd = seen.last >= count - 1;
      enter(isEnd ? { param: endParam, row: count } : entryFor(seen.first, count, positions));
    }, rest);
    return () => window.clearTimeout(timer);
  }, [isFar, isEditing, positions, seen, count, enter]);
}
