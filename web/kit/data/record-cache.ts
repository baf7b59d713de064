import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import type { RecordPageAnswer } from './answers.ts';
import { recordKeys } from './query-keys.ts';
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
  return undefined;
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
}

/** Puts the server's state of a record in every place that shows it, keeping the labels known there. */
export function storeRecord(client: QueryClient, noun: string, record: AnyRecord): void {
  const known = findCachedRecord(client, noun, record.id);
  const merged = keepLabels(record, known);
  client.setQueryData<AnyRecord>(recordKeys.record(noun, record.id), merged);
  changeCachedRecord(client, noun, record.id, (shown) => keepLabels(record, { ...known, ...shown }));
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
