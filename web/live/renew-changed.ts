import type { Query, QueryClient } from '@tanstack/react-query';
import type { Metadata } from '../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../shared/nouns/value.ts';
import type { ChangeNote, RecordNote } from '../../shared/stream/stream-event.ts';
import { isOwnWrite } from '../kit/data/own-writes.ts';
import { recordKeys } from '../kit/data/query-keys.ts';
import { dropFromLists } from '../kit/data/record-cache.ts';
import { isFilteredBy, isRelatedTo } from './filtered-by.ts';

declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: {
      /** The nouns out of whose records the answer is made: asked again when one of them changes. */
      readonly nouns?: readonly string[];
      readonly [other: string]: unknown;
    };
  }
}

/** Asks again for exactly what the changes make untrue: what is shown at once, what is not when it is shown again. */
export function renewChanged(client: QueryClient, notes: readonly ChangeNote[]): void {
  const news = notes.filter((note) => !isKnown(note));
  renewFiltered(client, new Set(notes.map(({ noun }) => noun)));
  renewRelated(client, notes);
  if (news.length === 0) return;
  for (const note of news) if (isRecord(note) && note.kind === 'gone') forget(client, note);
  const byNoun = groupByNoun(news);
  const named = new Set(news.filter(isRecord).flatMap(({ id, kind }) => (kind === 'created' ? [] : [id])));
  void client.invalidateQueries({ predicate: (query) => isUntrue(query, byNoun, named) });
}

/** What this tab did itself is shown in lists of its noun, yet nobody knows what lists of others made of it. */
function renewFiltered(client: QueryClient, nouns: ReadonlySet<string>): void {
  const metadata = client.getQueryData<Metadata>(recordKeys.metadata);
  void client.invalidateQueries({ predicate: ({ queryKey }) => isFilteredBy(queryKey, nouns, metadata) });
}

/** Lists that show fields of records these changes are about, this tab's own among them. */
function renewRelated(client: QueryClient, notes: readonly ChangeNote[]): void {
  const metadata = client.getQueryData<Metadata>(recordKeys.metadata);
  const ids = new Set(notes.filter(isRecord).map(({ id }) => id));
  const many = new Set(notes.filter((note) => !isRecord(note)).map(({ noun }) => noun));
  void client.invalidateQueries({
    predicate: ({ queryKey, state }) =>
      isRelatedTo(queryKey, null, metadata) && (isRelatedTo(queryKey, many, metadata) || mentions(state.data, ids)),
  });
}

function groupByNoun(notes: readonly ChangeNote[]): ReadonlyMap<string, readonly ChangeNote[]> {
  const groups = new Map<string, ChangeNote[]>();
  for (const note of notes) groups.set(note.noun, [...(groups.get(note.noun) ?? []), note]);
  return groups;
}

/** What this tab did itself is on the screen already. */
function isKnown(note: ChangeNote): boolean {
  return isRecord(note) && note.version !== null && isOwnWrite(note.noun, note.id, note.version);
}

function isRecord(note: ChangeNote): note is RecordNote {
  return 'id' in note;
}

/** A record that can not be seen any more leaves the screen before anything is asked. */
function forget(client: QueryClient, { noun, id }: RecordNote): void {
  dropFromLists(client, noun, new Set([id]));
  void client.resetQueries({ queryKey: recordKeys.record(noun, id), exact: true });
}

function isUntrue(
  { queryKey, state, meta }: Query,
  byNoun: ReadonlyMap<string, readonly ChangeNote[]>,
  named: ReadonlySet<string>,
): boolean {
  if (meta?.nouns?.some((noun) => byNoun.has(noun))) return true;
  const [area, noun, part, id] = queryKey;
  if (area !== 'records') return false;
  const notes = byNoun.get(String(noun));
  if (!notes) return mentions(state.data, named);
  const records = notes.filter(isRecord);
  if (records.length < notes.length) return true;
  const own = records.find((note) => note.id === id);
  if (part === 'changes') return own !== undefined;
  if (part === 'one') return own ? isOlder(state.data, own) : mentions(state.data, named);
  if (part === 'list') return records.some((note) => !isShown(state.data, note)) || mentions(state.data, named);
  return true;
}

function isOlder(data: unknown, { version }: RecordNote): boolean {
  return version !== null && ((data as AnyRecord | undefined)?.version ?? 0) < version;
}

/** Whether the list has the record in this state or a later one: then it has been asked for since the change. */
function isShown(data: unknown, note: RecordNote): boolean {
  const pages = (data as { readonly pages?: readonly { readonly items?: readonly AnyRecord[] }[] } | undefined)?.pages;
  const record = pages?.flatMap(({ items }) => items ?? []).find(({ id }) => id === note.id);
  return record !== undefined && !isOlder(record, note);
}

/** Whether one of the records is pointed at in what is held: its name is shown there. */
function mentions(value: unknown, ids: ReadonlySet<string>, isPointer = false): boolean {
  if (ids.size === 0 || typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some((one) => mentions(one, ids, isPointer));
  const { id } = value as { readonly id?: unknown };
  if (isPointer && typeof id === 'string' && ids.has(id)) return true;
  const isRecordItself = 'version' in value;
  return Object.values(value).some((one) => mentions(one, ids, isRecordItself));
}
