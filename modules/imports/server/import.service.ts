import { assertMay } from '../../../server/access/access.ts';
import type { Context, TransactionContext } from '../../../server/context.ts';
import { inTransaction } from '../../../server/context.ts';
import { enqueueJob } from '../../../server/jobs/enqueue.ts';
import { getRecord } from '../../../server/records/read.ts';
import { pathLabels } from '../../../server/texts/noun-labels.ts';
import { AppError, notFound } from '../../../shared/errors.ts';
import { detectDateFormat } from '../../../shared/import/date-format.ts';
import { listImportPaths } from '../../../shared/import/import-path.ts';
import { suggestMapping } from '../../../shared/import/suggest-mapping.ts';
import { languages } from '../../../shared/nouns/metadata.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import type { RecordOf } from '../../../shared/nouns/value.ts';
import {
  type ImportMapping,
  type ImportState,
  type ImportTable,
  importRun,
  type NameQuestion,
} from '../contract/index.ts';
import { runJob } from './import.job.ts';
import { findSource, keepSource } from './import.repository.ts';
import { createRun, setRunning, setStatus } from './import-run.repository.ts';
import { parseFile, type SourceTable } from './parse-file.ts';
import { planFor } from './plan-for.ts';

/** Takes a file in and says what its columns seem to be. Nothing of it is written to the base yet. */
export async function uploadFile(
  ctx: Context,
  target: string,
  fileName: string,
  content: Buffer,
): Promise<ImportTable> {
  const noun = targetNoun(ctx, target);
  assertMay(ctx, noun, 'import');
  const table = await parseFile(content);
  const id = await inTransaction(ctx, async (tx) => {
    const created = await createRun(tx, { fileName, target: noun.name, rows: table.rows.length });
    await keepSource(tx, created, table);
    return created;
  });
  return describeTable(ctx, noun, table, { id, fileName });
}

/** What the columns of a file sent before seem to be, as at its sending. */
export async function readTable(ctx: Context, id: string): Promise<ImportTable> {
  const { target, fileName } = await getRecord(ctx, importRun, id);
  const noun = ctx.registry.getNoun(target);
  assertMay(ctx, noun, 'import');
  return describeTable(ctx, noun, await getSource(ctx, id), { id, fileName });
}

function describeTable(
  ctx: Context,
  noun: Noun,
  table: SourceTable,
  run: Pick<ImportTable, 'id' | 'fileName'>,
): ImportTable {
  return {
    ...run,
    target: noun.name,
    rows: table.rows.length,
    columns: suggestColumns(ctx, noun, table),
    paths: listImportPaths(noun, ctx.registry.nouns),
  };
}

/** What the columns of a table seem to be: a path each, and for days how they are written. */
export function suggestColumns(ctx: Context, noun: Noun, table: SourceTable) {
  const samples = table.headers.map((_, index) => samplesOf(table, index));
  const suggestions = suggestMapping({
    headers: table.headers,
    samples,
    noun,
    nouns: ctx.registry.nouns,
    labelsByLanguage: Object.fromEntries(
      languages.map((language) => [language, pathLabels(ctx.registry, noun, language)]),
    ),
  });
  return suggestions.map(({ header, path, confidence }, index) => {
    const days = detectDays(table, index, samples[index] ?? []);
    return {
      header,
      path,
      confidence,
      samples: (samples[index] ?? []).slice(0, 3),
      dateFormat: days.format,
      dateAlternatives: [...days.alternatives],
    };
  });
}

/** Asks the whole column only where its first values look like days: most columns are none, and files are long. */
function detectDays(table: SourceTable, index: number, samples: readonly string[]) {
  const days = detectDateFormat(samples);
  return days.format ? detectDateFormat(table.rows.map((row) => row[index] ?? '')) : days;
}

/** Starts bringing the file in, in the background. Throws 409 `importStarted` for one that was started before. */
export async function startRun(ctx: Context, id: string, mapping: ImportMapping): Promise<ImportState> {
  const run = await getRecord(ctx, importRun, id);
  const noun = ctx.registry.getNoun(run.target);
  assertMay(ctx, noun, 'import');
  planFor(ctx, noun, await getSource(ctx, id), mapping);
  await inTransaction(ctx, async (tx) => {
    await markRunning(tx, id, mapping);
    await enqueueJob(tx, runJob, { id }, { key: id });
  });
  return readState(ctx, id);
}

/** Makes a ready import a running one. */
export async function markRunning(ctx: TransactionContext, id: string, mapping: ImportMapping): Promise<void> {
  if (!(await setRunning(ctx, id, mapping))) throw new AppError(409, 'importStarted');
}

export async function cancelRun(ctx: Context, id: string): Promise<ImportState> {
  const run = await getRecord(ctx, importRun, id);
  assertMay(ctx, ctx.registry.getNoun(run.target), 'import');
  await setStatus(ctx, id, ['ready', 'running'], 'cancelled');
  return readState(ctx, id);
}

export async function readState(ctx: Context, id: string): Promise<ImportState> {
  return stateOf(await getRecord(ctx, importRun, id));
}

/** The table of an import's file. Throws 404 when there is none. */
export async function getSource(ctx: Context, id: string): Promise<SourceTable> {
  const table = await findSource(ctx, id);
  if (!table) throw notFound('importRun', id);
  return table;
}

/** A noun that may be imported, by its name or plural. Throws 404 `unknownNoun`. */
export function targetNoun(ctx: Context, target: string): Noun {
  const noun = ctx.registry.findNounByPlural(target) ?? ctx.registry.getNoun(target);
  if (noun.internal) throw new AppError(404, 'unknownNoun', { noun: target });
  return noun;
}

function stateOf(run: RecordOf<typeof importRun>): ImportState {
  const { id, fileName, target, status, rows, processed, created, updated, unchanged, rejected, report } = run;
  return {
    id,
    fileName,
    target,
    status,
    rows: rows ?? 0,
    processed: processed ?? 0,
    created: created ?? 0,
    updated: updated ?? 0,
    unchanged: unchanged ?? 0,
    rejected: rejected ?? 0,
    names: report ? (JSON.parse(report) as NameQuestion[]) : [],
  };
}

/** The first few different values of a column, for suggestions and for the eye. */
function samplesOf(table: SourceTable, index: number): string[] {
  const seen = new Set<string>();
  for (const row of table.rows) {
    if (row[index]) seen.add(row[index]);
    if (seen.size >= 50) break;
  }
  return [...seen];
}
