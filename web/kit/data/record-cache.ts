import type { InfiniteData, Query, QueryClient, QueryKey } from '@tanstack/react-query';
import type { TimelineItem } from '../../../shared/contract/timeline.api.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import type { RecordPageAnswer } from './answers.ts';
import { recordKeys, relatedPaths } from './query-keys.ts';
import { keepLabels } from './record-values.ts';

type Pages = InfiniteData<RecordPageAnswer, string | null>;

/** The record as any list or card of this visit last saw it. */
export function findCachedRecord(client: QueryClient, noun: string, id: string): AnyRecord | undefined {
  const own = client.getQueryData<AnyRecord>(recordKeys.record(noun, id));
  if (own) return own;
  for (const [, data] of client.getQueriesData<Pages>({ queryKey: recordKeys.lists(noun) })) {
    const found = data?.pages.flatMap((page) => page.items).find((record) => record.id === id);
    if (found) return found;
  }
  return findTold(client, noun, id);
}

function findTold(client: QueryClient, noun: string, id: string): AnyRecord | undefined {
  type Told = InfiniteData<{ readonly items: readonly TimelineItem[] }>;
  const items = client.getQueriesData<Told>({ predicate: isTimeline }).flatMap(([, data]) => data?.pages ?? []);
  const found = items
    .flatMap((page) => page.items)
    .find((item) => item.kind === 'record' && item.noun === noun && item.record.id === id);
  return found?.kind === 'record' ? (found.record as unknown as AnyRecord) : undefined;
}

/** Changes a record wherever it is cached: on its card and in every list that shows it. */
export function changeCachedRecord(
  client: QueryClient,
  noun: string,
  id: string,
  change: (record: AnyRecord) => AnyRecord,
): void {
  client.setQueryData<AnyRecord>(recordKeys.record(noun, id), (record) => (record ? change(record) : record));
  mapCachedPages(client, noun, (items) =>
    items.some((record) => record.id === id)
      ? items.map((record) => (record.id === id ? change(record) : record))
      : items,
  );
  changeTold(client, noun, id, change);
}

/** Whether a query is a timeline, of whichever record. */
function isTimeline({ queryKey }: Query): boolean {
  return queryKey[0] === 'records' && queryKey[4] === 'timeline';
}

/** Has the timelines that are shown asked for again: what happened with one record stands in those of others. */
export function refreshTimelines(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ predicate: isTimeline });
}

function changeTold(client: QueryClient, noun: string, id: string, change: (record: AnyRecord) => AnyRecord): void {
  const told = (item: TimelineItem): TimelineItem =>
    item.kind === 'record' && item.noun === noun && item.record.id === id
      ? { ...item, record: change(item.record as unknown as AnyRecord) as never }
      : item;
  client.setQueriesData<InfiniteData<{ readonly items: readonly TimelineItem[] }>>({ predicate: isTimeline }, (data) =>
    data ? { ...data, pages: data.pages.map((page) => ({ ...page, items: page.items.map(told) })) } : data,
  );
}

/** Puts the server's state of a record in every place that shows it, keeping the labels known there. */
export function storeRecord(client: QueryClient, noun: string, record: AnyRecord): void {
  const known = findCachedRecord(client, noun, record.id);
  const merged = keepLabels(record, known);
  client.setQueryData<AnyRecord>(recordKeys.record(noun, record.id), merged);
  changeCachedRecord(client, noun, record.id, (shown) => keepLabels(record, { ...known, ...shown }));
  void client.invalidateQueries({
    predicate: ({ queryKey, state }) => lacksRelated(queryKey, state.data, noun, record.id),
  });
}

/** Whether a list shows fields of a record that this one points at only now: they are known to the server alone. */
function lacksRelated([area, of, part, query]: QueryKey, data: unknown, noun: string, id: string): boolean {
  if (area !== 'records' || of !== noun || part !== 'list') return false;
  const paths = relatedPaths(query);
  if (paths.length === 0) return false;
  const items = (data as Pages | undefined)?.pages.flatMap((page) => page.items);
  return items?.some((record) => record.id === id && paths.some((path) => !(path in record))) ?? false;
}

/** Takes records out of every list at once; lists are asked again when the deletion is through. */
export function dropFromLists(client: QueryClient, noun: string, ids: ReadonlySet<string>): void {
  mapCachedPages(client, noun, (items) =>
    items.some((record) => ids.has(record.id)) ? items.filter((record) => !ids.has(record.id)) : items,
  );
}

function mapCachedPages(
  client: QueryClient,
  noun: string,
  change: (items: readonly AnyRecord[]) => readonly AnyRecord[],
): void {
  client.setQueriesData<Pages>({ queryKey: recordKeys.lists(noun) }, (data) => {
    if (!data) return data;
    const pages = data.pages.map((page) => {
      const items = change(page.items);
      return items === page.items ? page : { ...page, items };
    });
    return { ...data, pages };
  });
}
