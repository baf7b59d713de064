import type { AnyRecord } from '../../../shared/nouns/value.ts';
import type { PositionsAnswer } from './answers.ts';

/** Where a list is entered besides its beginning. */
export interface ListEntry {
  /** As a page's parameter: see `pageAt`. */
  readonly param: string;
  /** The row that its first record is taken to stand at; of the end, the row after its last. */
  readonly row: number;
}

/** Records of a list that follow each other, and the row of the first of them. */
export interface ListRun {
  /** Another one where the list is another, or was entered elsewhere. */
  readonly id: string;
  readonly offset: number;
  readonly records: readonly AnyRecord[];
}

const beforeMark = '<';
/** The parameter of the last page. */
export const endParam = `${beforeMark}end`;

/** What a page's parameter asks for: the beginning, what comes after a cursor, or what ends with it. */
export function pageAt(param: string | null): { readonly cursor: string | null } | { readonly before: string } {
  return param?.startsWith(beforeMark) ? { before: param.slice(1) } : { cursor: param };
}

/** The parameter of the page before one, undefined where there is none. */
export function paramBefore(
  { previous }: { readonly previous?: string | null },
  param: string | null,
): string | undefined {
  if (param === null) return undefined;
  if (!param.startsWith(beforeMark)) return beforeMark + param;
  return previous ? beforeMark + previous : undefined;
}

/** The records anew, at the rows where they stood: what was read before them stands above, and nothing else moves. */
export function followRun(
  before: ListRun | null,
  now: Pick<ListRun, 'id' | 'records'> & { readonly entry: ListEntry | null; readonly isFromStart: boolean },
): ListRun {
  const { id, records, entry, isFromStart } = now;
  if (before?.id === id && before.records === records) return before;
  return { id, records, offset: isFromStart ? 0 : Math.max(0, rowOfFirst(before, now, entry)) };
}

function rowOfFirst(before: ListRun | null, { id, records }: Pick<ListRun, 'id' | 'records'>, entry: ListEntry | null) {
  if (before?.id !== id) return !entry ? 0 : entry.param === endParam ? entry.row - records.length : entry.row;
  const places = new Map(records.map((record, place) => [record.id, place]));
  const stood = before.records.findIndex((record) => places.has(record.id));
  return stood < 0 ? before.offset : before.offset + stood - (places.get(before.records[stood]?.id ?? '') ?? 0);
}

/** The nearest place to enter a list at, for a row of so many in all; null for its beginning. */
export function entryFor(row: number, rows: number, { about, positions }: PositionsAnswer): ListEntry | null {
  const sought = (row / rows) * about;
  const [nearest] = positions.toSorted((one, other) => Math.abs(one.at - sought) - Math.abs(other.at - sought));
  if (!nearest || sought < nearest.at / 2) return null;
  return { param: nearest.cursor, row };
}
