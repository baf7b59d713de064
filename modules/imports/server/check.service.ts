import { setImmediate as breathe } from 'node:timers/promises';
import { assertMay } from '../../../server/access/access.ts';
import { type Context, inTransaction } from '../../../server/context.ts';
import { getRecord } from '../../../server/records/read.ts';
import type { FieldError } from '../../../shared/errors.ts';
import { type ImportMapping, importRun, type NameQuestion } from '../contract/index.ts';
import { getSource } from './import.service.ts';
import { ImportNotes } from './import-notes.ts';
import type { SourceTable } from './parse-file.ts';
import { planFor } from './plan-for.ts';
import { emptyNotes, readRow } from './read-row.ts';
import { PointerResolver } from './resolve-pointer.ts';
import { resolveRows } from './resolve-row.ts';
import type { CellPlan, RowPlan } from './row-plan.ts';

export interface CheckResult {
  readonly rejected: number;
  readonly faults: FaultyRow[];
  readonly names: NameQuestion[];
  readonly preview: Record<string, unknown>[];
}

interface FaultyRow {
  readonly row: number;
  readonly faults: FieldError[];
}

/** The most faults and the number of preview rows that are sent. */
const shown = { faults: 50, preview: 5 } as const;

/** Rows after which others are served. */
const breath = 500;

/** Reads every row and looks every name up as the import would, then takes it all back. */
export async function checkMapping(ctx: Context, id: string, mapping: ImportMapping): Promise<CheckResult> {
  const run = await getRecord(ctx, importRun, id);
  const noun = ctx.registry.getNoun(run.target);
  assertMay(ctx, noun, 'import');
  const table = await getSource(ctx, id);
  const plan = planFor(ctx, noun, table, mapping);
  const notes = new ImportNotes();
  const { rejected, faults } = await tryOut({ ...ctx, through: 'import' }, (tx) =>
    tryRows(tx, plan, table, new PointerResolver(notes, mapping)),
  );
  const cells = cellsOf(plan);
  const preview = table.rows.slice(0, shown.preview).map((row) => previewOf(cells, row));
  return { rejected, faults, names: [...notes.list()], preview };
}

async function tryRows(ctx: Context, plan: RowPlan, table: SourceTable, resolver: PointerResolver) {
  const faults: FaultyRow[] = [];
  let rejected = 0;
  for (let from = 0; from < table.rows.length; from += breath) {
    await breathe();
    const rows = table.rows.slice(from, from + breath);
    for (const [index, found] of (await tryChunk(ctx, plan, rows, resolver)).entries()) {
      if (found.length === 0) continue;
      rejected++;
      if (faults.length < shown.faults) faults.push({ row: from + index + 1, faults: [...found] });
    }
  }
  return { rejected, faults };
}

/** The faults of each row, those of its cells alone where there are any. */
async function tryChunk(
  ctx: Context,
  plan: RowPlan,
  rows: readonly (readonly string[])[],
  resolver: PointerResolver,
): Promise<readonly (readonly FieldError[])[]> {
  const read = rows.map((cells) => {
    const notes = emptyNotes();
    const row = readRow(plan, cells, notes);
    resolver.notes.add(notes.names);
    return { row, faults: notes.faults };
  });
  const legible = read.filter(({ faults }) => faults.length === 0).map(({ row }) => row);
  const resolved = new Map((await resolveRows(ctx, legible, resolver)).map(({ row, faults }) => [row, faults]));
  return read.map(({ row, faults }) => resolved.get(row) ?? faults);
}

/** Does the work in a transaction that is taken back whatever comes of it. */
async function tryOut<T>(ctx: Context, work: (ctx: Context) => Promise<T>): Promise<T> {
  let result: { readonly value: T } | undefined;
  try {
    await inTransaction(ctx, async (tx) => {
      result = { value: await work(tx) };
      throw takenBack;
    });
  } catch (error) {
    if (error !== takenBack) throw error;
  }
  if (!result) throw new Error('Nothing was tried out');
  return result.value;
}

const takenBack = new Error('Taken back');

function cellsOf(plan: RowPlan): readonly CellPlan[] {
  return [...plan.cells, ...[...plan.pointers, ...plan.children].flatMap((inner) => cellsOf(inner.plan))];
}

function previewOf(cells: readonly CellPlan[], row: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    cells.map((cell) => {
      const text = row[cell.index] ?? '';
      const read = text === '' ? null : cell.read(text);
      return [cell.header, read && 'value' in read ? read.value : null];
    }),
  );
}
