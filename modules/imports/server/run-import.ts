import { type Context, inTransaction, type TransactionContext } from '../../../server/context.ts';
import type { FieldError } from '../../../shared/errors.ts';
import type { ImportMapping } from '../contract/index.ts';
import { faultsByColumn } from './fault-columns.ts';
import { deferRow, type ImportProgress, keepProgress, keepReject, lockProgress } from './import.repository.ts';
import { ImportNotes, notesOf } from './import-notes.ts';
import type { SourceTable } from './parse-file.ts';
import { pointDeferred } from './point-deferred.ts';
import { emptyNotes, readRow } from './read-row.ts';
import { PointerResolver } from './resolve-pointer.ts';
import { findRowFaults } from './row-faults.ts';
import type { RowPlan } from './row-plan.ts';
import { countOccurrence, type Occurrences, type RowOutcome, writeRow } from './write-row.ts';

/** Rows that are written in one transaction: what a crash can cost is begun again, never doubled. */
const chunkSize = 100;

export interface ImportWork {
  readonly id: string;
  readonly plan: RowPlan;
  readonly table: SourceTable;
  readonly mapping: ImportMapping;
}

type Counts = { -readonly [K in RowOutcome | 'rejected' | 'processed']: number };

/**
 * Brings the rows in, chunk by chunk from where it stopped last; progress, rows and rejects of a chunk commit together.
 * Ends early when the import is cancelled or `signal` aborts. Answers whether all rows are through.
 */
export async function runImport(ctx: Context, work: ImportWork, signal: AbortSignal): Promise<boolean> {
  const state: RunState = { work, occurrences: new Map(), counted: 0, resolver: null };
  for (;;) {
    if (signal.aborted) return false;
    const step = await writeChunk(ctx, state);
    if (step === 'stopped') return false;
    if (step === 'through') break;
  }
  while (!signal.aborted && (await pointDeferred(ctx, work, chunkSize)));
  return !signal.aborted;
}

interface RunState {
  readonly work: ImportWork;
  readonly occurrences: Occurrences;
  /** Rows whose occurrences are counted already. */
  counted: number;
  resolver: PointerResolver | null;
}

type Step = 'more' | 'through' | 'stopped';

/** Writes a chunk at once; when a row of it fails, each row by itself, so that one bad row costs only itself. */
async function writeChunk(ctx: Context, state: RunState): Promise<Step> {
  try {
    return await inTransaction(ctx, (tx) => chunk(tx, state, chunkSize));
  } catch (error) {
    if (!findRowFaults(error)) throw error;
    reset(state);
  }
  let step: Step = 'more';
  for (let row = 0; row < chunkSize && step === 'more'; row++) step = await writeAlone(ctx, state);
  return step;
}

async function writeAlone(ctx: Context, state: RunState): Promise<Step> {
  try {
    return await inTransaction(ctx, (tx) => chunk(tx, state, 1));
  } catch (error) {
    const found = findRowFaults(error);
    if (!found) throw error;
    reset(state);
    const faults = faultsByColumn(state.work.plan, found);
    return inTransaction(ctx, (tx) => rejectNext(tx, state, faults));
  }
}

/** What a rolled back transaction looked up may not be there; what it counted did not happen. */
function reset(state: RunState): void {
  state.resolver = null;
  state.occurrences.clear();
  state.counted = 0;
}

async function chunk(ctx: TransactionContext, state: RunState, size: number): Promise<Step> {
  const { work } = state;
  const progress = await lockProgress(ctx, work.id);
  if (!progress) return 'stopped';
  const resolver = resolverFor(state, progress);
  const end = Math.min(progress.processed + size, work.table.rows.length);
  if (progress.processed === end) return 'through';
  countEarlier(state, progress.processed);
  const counts: Counts = { ...countsOf(progress), processed: end };
  for (let index = progress.processed; index < end; index++) await writeNext(ctx, state, resolver, index, counts);
  state.counted = end;
  await keepProgress(ctx, work.id, { ...counts, report: JSON.stringify(resolver.notes.list()) });
  return 'more';
}

async function writeNext(
  ctx: TransactionContext,
  { work, occurrences }: RunState,
  resolver: PointerResolver,
  index: number,
  counts: Counts,
): Promise<void> {
  const cells = work.table.rows[index] ?? [];
  const notes = emptyNotes();
  const row = readRow(work.plan, cells, notes);
  resolver.notes.add(notes.names);
  if (notes.faults.length > 0) {
    counts.rejected++;
    await keepReject(ctx, work.id, index + 1, cells, notes.faults);
    return;
  }
  const written = await writeRow(ctx, row, resolver, occurrences);
  counts[written.outcome]++;
  if (written.deferred) await deferRow(ctx, work.id, index + 1, written);
}

async function rejectNext(ctx: TransactionContext, state: RunState, faults: readonly FieldError[]): Promise<Step> {
  const progress = await lockProgress(ctx, state.work.id);
  if (!progress) return 'stopped';
  const { processed } = progress;
  const cells = state.work.table.rows[processed] ?? [];
  await keepReject(ctx, state.work.id, processed + 1, cells, faults);
  const report = JSON.stringify(resolverFor(state, progress).notes.list());
  const counts = { ...countsOf(progress), processed: processed + 1, rejected: progress.rejected + 1 };
  await keepProgress(ctx, state.work.id, { ...counts, report });
  return 'more';
}

function resolverFor(state: RunState, progress: ImportProgress): PointerResolver {
  if (!state.resolver) {
    state.resolver = new PointerResolver(new ImportNotes(notesOf(progress)), state.work.mapping);
  }
  return state.resolver;
}

/** Rows brought in before a restart count as occurrences too, or a repeated row would be taken for its twin. */
function countEarlier(state: RunState, upTo: number): void {
  if (state.counted >= upTo) return;
  for (let index = state.counted; index < upTo; index++) {
    const row = readRow(state.work.plan, state.work.table.rows[index] ?? [], emptyNotes());
    countOccurrence(row, state.occurrences);
  }
  state.counted = upTo;
}

function countsOf({ created, updated, unchanged, rejected, processed }: ImportProgress): Counts {
  return { created, updated, unchanged, rejected, processed };
}
