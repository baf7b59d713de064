import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { type NamedField, targetNoun } from '../data/named-field.ts';
import { isReferenceValue } from '../data/record-values.ts';
import type { CellWords } from './cell-text.ts';
import type { CellValue } from './cell-writes.ts';
import { findByTitle, type Titled } from './find-by-title.ts';
import { type CellFault, readCell } from './read-cell.ts';

/** A text that is to become the value of a cell. */
export interface PastedCell {
  readonly record: AnyRecord;
  readonly field: NamedField;
  readonly text: string;
  /** What the cell holds now. */
  readonly before: unknown;
}
export interface PasteFault extends PastedCell {
  readonly fault: CellFault;
}
export interface PasteOutcome {
  readonly values: readonly CellValue[];
  readonly faults: readonly PasteFault[];
}

/** What the texts come to: values, and those that are none. Records are found by their very names. Throws ApiError. */
export async function readPasted(
  cells: readonly PastedCell[],
  words: CellWords,
  findNoun: (name: string) => NounMetadata | undefined,
): Promise<PasteOutcome> {
  const read = cells.map((cell) => ({ cell, read: readCell(cell.field, cell.text, words, cell.before) }));
  const wanted = new Map<string, string[]>();
  for (const one of read) {
    if (!('titles' in one.read)) continue;
    const noun = targetNoun(one.cell.field);
    wanted.set(noun, [...(wanted.get(noun) ?? []), ...one.read.titles]);
  }
  const found = new Map<string, ReadonlyMap<string, readonly Titled[]>>();
  for (const [name, titles] of wanted) {
    const noun = findNoun(name);
    if (noun) found.set(name, await findByTitle(noun, titles, words.format));
  }
  const values: CellValue[] = [];
  const faults: PasteFault[] = [];
  for (const { cell, read: outcome } of read) {
    const done = 'titles' in outcome ? pointers(cell, outcome.titles, found.get(targetNoun(cell.field))) : outcome;
    if ('fault' in done) faults.push({ ...cell, fault: done.fault });
    else values.push({ record: cell.record, field: cell.field, value: done.value });
  }
  return { values, faults };
}

type Found = { readonly value: unknown } | { readonly fault: CellFault };

/** The one record of each name; where names repeat, the one within what the record points at (a stage within its pipeline). */
function pointers(
  { field, record }: PastedCell,
  titles: readonly string[],
  found: ReadonlyMap<string, readonly Titled[]> | undefined,
): Found {
  const links: { readonly id: string; readonly label?: string }[] = [];
  for (const title of titles) {
    const all = found?.get(title.toLocaleLowerCase()) ?? [];
    const exact = all.filter(({ label }) => label === title);
    const [only, ...others] = within(field, record, exact.length > 0 ? exact : all);
    if (!only) return { fault: 'unknown' };
    if (others.length > 0) return { fault: 'several' };
    links.push({ id: only.id, ...(only.label ? { label: only.label } : {}) });
  }
  return { value: field.kind === 'links' ? links : (links[0] ?? null) };
}

function within(field: NamedField, record: AnyRecord, found: readonly Titled[]): readonly Titled[] {
  const place = field.kind === 'relation' ? field.within : undefined;
  const own = place ? record[place] : undefined;
  if (!place || !isReferenceValue(own)) return found;
  return found.filter(
    ({ record: one }) => isReferenceValue(one[place]) && (one[place] as { id: string }).id === own.id,
  );
}
