import { useSyncExternalStore } from 'react';
import type { CellEdit, CellEdits, RecordEdits } from './cell-edits.ts';

/** Everything of a noun that is still on its way, or refused. */
export const useOpenEdits = (edits: CellEdits): readonly CellEdit[] =>
  useSyncExternalStore(
    (told) => edits.watch(told),
    () => edits.open,
  );

/** The edits of one record's cells. */
export const useRecordEdits = (edits: CellEdits | null, id: string): RecordEdits =>
  useSyncExternalStore(
    (told) => edits?.watch(told) ?? noWatch,
    () => edits?.ofRecord(id) ?? noEdits,
  );

const noEdits: RecordEdits = new Map();
const noWatch = () => undefined;
