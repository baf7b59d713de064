import { setImmediate as breathe } from 'node:timers/promises';
import { assertMay } from '../../../server/access/access.ts';
import { type Context, inTransaction } from '../../../server/context.ts';
import { getRecord } from '../../../server/records/read.ts';
import type { FieldError } from '../../../shared/errors.ts';
import { type ImportMapping, importRun, type NameQuestion } from '../contract/index.ts';
import { checkValues } from './check-values.ts';
import { getSource } from './import.service.ts';
import { ImportNotes } from './import-notes.ts';
import type { SourceTable } from './parse-file.ts';
import { planFor } from './plan-for.ts';
import { emptyNotes, type ReadRow, readRow } from './read-row.ts';
import { PointerResolver } from './resolve-pointer.ts';
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
  for (const [index, cells] of table.rows.entries()) {
    if (index % breath === 0) await breathe();
    const found = await tryRow(ctx, plan, cells, resolver);
    if (found.length === 0) continue;
    rejected++;
    if (faults.length < shown.faults) faults.push({ row: index + 1, faults: found });
  }
  return { rejected, faults };
}

async function tryRow(
  ctx: Context,
  plan: RowPlan,
  cells: readonly string[],
  resolver: PointerResolver,
): Promise<FieldError[]> {
  const notes = emptyNotes();
  const row = readRow(plan, cells, notes);
  resolver.notes.add(notes.names);
  const faults = [...notes.faults, ...(notes.faults.length > 0 ? [] : checkValues(row))];
  return faults.length > 0 ? faults : lookUp(ctx, row, resolver);
}

async function lookUp(ctx: Context, row: ReadRow, resolver: PointerResolver): Promise<FieldError[]> {
  const faults: FieldError[] = [];
  const inner = row.children.flatMap((child) => child.row.pointers);
  for (const { plan, row: pointed } of [...row.pointers, ...inner]) {
    if (plan.plan.noun.name === row.plan.noun.name) continue;
    if ((await resolver.resolve(ctx, pointed)) !== null) continue;
    const [header = '', value = ''] = Object.entries(pointed.texts)[0] ?? [];
    faults.push({ path: header, code: 'unknownName', params: { value } });
  }
  return faults;
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
