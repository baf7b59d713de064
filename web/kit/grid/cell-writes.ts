import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import type { NamedField } from '../data/named-field.ts';
import { isSameValue } from '../data/record-values.ts';
import { choicesAfter, fieldsWithin } from '../data/within.ts';
import { type CellEdits, isTroubled } from './cell-edits.ts';
import type { CellWrite } from './edit-sender.ts';
import { shownValue, withEdits } from './shown-value.ts';

/** A value that is to stand in a cell. */
export interface CellValue {
  readonly record: AnyRecord;
  readonly field: NamedField;
  readonly value: unknown;
}

/** What has to be written for cells to hold these values: nothing where they do, and what hangs on a value along with it. */
export function writesOf(noun: NounMetadata, edits: CellEdits, values: readonly CellValue[]): readonly CellWrite[] {
  return values.flatMap(({ record, field, value }) => {
    const edit = edits.find(record.id, field.name);
    const shown = shownValue(record, field.name, edit);
    const isThere = isSameValue(field, shown, value);
    if (isThere && !(edit && isTroubled(edit))) return [];
    const given = values.filter((one) => one.record.id === record.id).map((one) => one.field.name);
    // What is chosen within this one no longer fits: the server has a first one.
    const hanging = fieldsWithin(noun, field.name).filter(({ name }) => !given.includes(name) && !isThere);
    const beside = isThere
      ? {}
      : choicesAfter(noun, field.name, { ...withEdits(record, edits.ofRecord(record.id)), [field.name]: value });
    return [
      { id: record.id, field: field.name, value: value ?? null, base: shown },
      ...Object.entries(beside)
        .filter(([name]) => !given.includes(name))
        .map(([name, kept]) => ({ id: record.id, field: name, value: kept, base: record[name] })),
      ...hanging.map(({ name }) => ({ id: record.id, field: name, value: null, base: record[name] })),
    ];
  });
}
