import { assertMay } from '../../../server/access/access.ts';
import { type Context, inTransaction } from '../../../server/context.ts';
import { getRecord } from '../../../server/records/read.ts';
import type { FieldError } from '../../../shared/errors.ts';
import { type ImportMapping, importRun, type NameQuestion } from '../contract/index.ts';
import { getSource } from './import.service.ts';
import { ImportNotes } from './import-notes.ts';
import { planFor } from './plan-for.ts';
import { type ReadRow, type RowNotes, readRow } from './read-row.ts';
import { PointerResolver } from './resolve-pointer.ts';

export interface CheckResult {
  readonly rejected: number;
  readonly faults: { readonly row: number; readonly faults: FieldError[] }[];
  readonly names: NameQuestion[];
  readonly preview: Record<string, string>[];
}

/** The most faults and the number of preview rows that are sent. */
const shown = { faults: 50, preview: 5 } as const;

/** Reads every row and looks every name up as the import would, then takes it all back. */
export async function checkMapping(ctx: Context, id: string, mapping: ImportMapping): Promise<CheckResult> {
  const run = await getRecord(ctx, importRun, id);
  const noun = ctx.registry.getNoun(run.target);
  assertMay(ctx, noun, 'import');
  const table = await getSource(ctx, id);
  const plan = planFor(ctx, noun, table, mapping);
  const notes = new ImportNotes();
  const faults: { row: number; faults: FieldError[] }[] = [];
  let rejected = 0;
  await tryOut({ ...ctx, through: 'import' }, async (tx) => {
    const resolver = new PointerResolver(notes, mapping);
    for (const [index, cells] of table.rows.entries()) {
      const row: RowNotes = { faults: [], understood: [] };
      const read = readRow(plan, cells, row);
      if (row.faults.length === 0) row.faults.push(...(await lookUp(tx, read, resolver)));
      for (const one of row.understood) notes.understood(one);
      if (row.faults.length === 0) continue;
      rejected++;
      if (faults.length < shown.faults) faults.push({ row: index + 1, faults: row.faults });
    }
  });
  const preview = table.rows.slice(0, shown.preview).map((cells) => previewOf(mapping, table.headers, cells));
  return { rejected, faults, names: [...notes.list()], preview };
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

class Rollback extends Error {}

async function tryOut(ctx: Context, work: (ctx: Context) => Promise<void>): Promise<void> {
  try {
    await inTransaction(ctx, async (tx) => {
      await work(tx);
      throw new Rollback();
    });
  } catch (error) {
    if (!(error instanceof Rollback)) throw error;
  }
}

function previewOf(
  mapping: ImportMapping,
  headers: readonly string[],
  cells: readonly string[],
): Record<string, string> {
  const preview: Record<string, string> = {};
  for (const [index, header] of headers.entries()) {
    const paths = mapping.columns[header];
    for (const path of paths === undefined ? [] : [paths].flat()) if (path) preview[path] = cells[index] ?? '';
  }
  return preview;
}
