import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { isChangeable, type NamedField } from '../data/named-field.ts';
import type { CellEdit, RecordEdits } from './cell-edits.ts';

/** What a cell shows: what was typed, until the record itself is as new as that. */
export function shownValue(
  record: { readonly version: number; readonly [name: string]: unknown },
  field: string,
  edit: CellEdit | undefined,
): unknown {
  const isOver = !edit || (edit.state === 'saved' && record.version >= (edit.version ?? 0));
  return isOver ? record[field] : edit.value;
}

/** The record as its cells show it. */
export function withEdits(record: AnyRecord, edits: RecordEdits): AnyRecord {
  if (edits.size === 0) return record;
  const shown = [...edits].map(([field, edit]) => [field, shownValue(record, field, edit)]);
  return { ...record, ...Object.fromEntries(shown) };
}

/** Whether a person may write into the cell at all; of each record the server decides. */
export function isWritable(noun: NounMetadata, field: NamedField, record: AnyRecord): boolean {
  // One that still waits on the device for the network is not there to be changed.
  const isThere = !record.deletedAt && record.version > 0;
  return noun.may.update && isChangeable(field) && isThere;
}
