import type { Values } from '../../../server/records/rules.ts';
import type { FieldError } from '../../../shared/errors.ts';
import type { NameQuestion } from '../contract/index.ts';
import type { CellPlan, ChildPlan, PointerPlan, RowPlan } from './row-plan.ts';

/** What a row says, before anything is looked up in the database. */
export interface ReadRow {
  readonly plan: RowPlan;
  readonly values: Values;
  readonly pointers: readonly { readonly plan: PointerPlan; readonly row: ReadRow }[];
  readonly children: readonly { readonly plan: ChildPlan; readonly row: ReadRow }[];
  /** The plain texts by header, for recognising a row that has no key. */
  readonly texts: Readonly<Record<string, string>>;
  /** True where every cell is empty: there is nothing to look up or write. */
  readonly isEmpty: boolean;
}

export interface RowNotes {
  readonly faults: FieldError[];
  /** Choices that are spelt otherwise, or not known. */
  readonly names: NameQuestion[];
}

export const emptyNotes = (): RowNotes => ({ faults: [], names: [] });

/** Reads a row's cells by the plan. Empty cells say nothing: they never empty a field. */
export function readRow(plan: RowPlan, cells: readonly string[], notes: RowNotes): ReadRow {
  const values: Values = {};
  const texts: Record<string, string> = {};
  for (const cell of plan.cells) readCell(cell, cells[cell.index] ?? '', values, texts, notes);
  const pointers = plan.pointers
    .map((pointer) => ({ plan: pointer, row: readRow(pointer.plan, cells, notes) }))
    .filter(({ row }) => !row.isEmpty);
  const children = plan.children
    .map((child) => ({ plan: child, row: readRow(child.plan, cells, notes) }))
    .filter(({ row }) => !row.isEmpty);
  const isEmpty = Object.keys(values).length === 0 && pointers.length === 0 && children.length === 0;
  return { plan, values, pointers, children, texts, isEmpty };
}

function readCell(cell: CellPlan, text: string, values: Values, texts: Record<string, string>, notes: RowNotes): void {
  if (text === '') return;
  texts[cell.header] = text;
  const result = cell.read(text);
  for (const name of result.names ?? []) notes.names.push({ header: cell.header, ...name, rows: 1 });
  if ('fault' in result) {
    notes.faults.push({ path: cell.header, ...result.fault });
    return;
  }
  values[cell.name] = merged(cell, values[cell.name], result.value);
}

/** Several columns may make one value: parts of a name, an address or an amount, or further entries of a list. */
function merged(cell: CellPlan, before: unknown, value: unknown): unknown {
  if (cell.part) return { ...(before as object | undefined), [cell.part]: value };
  if (Array.isArray(value)) return [...((before as unknown[] | undefined) ?? []), ...value];
  const isWhole = cell.field.kind === 'personName' || cell.field.kind === 'money';
  return isWhole && before ? { ...(value as object), ...(before as object) } : value;
}
