import { type Context, inTransaction, type TransactionContext } from '../../../server/context.ts';
import type { FieldError } from '../../../shared/errors.ts';
import type { ImportMapping } from '../contract/index.ts';
import { faultsByColumn } from './fault-columns.ts';
import {
  type DeferredRow,
  deferRows,
  type ImportProgress,
  keepProgress,
  keepRejects,
  lockProgress,
  type RejectedRow,
} from './import.repository.ts';
import { ImportNotes, notesOf } from './import-notes.ts';
import { Occurrences } from './occurrences.ts';
import type { SourceTable } from './parse-file.ts';
import { pointDeferred } from './point-deferred.ts';
import { emptyNotes, readRow } from './read-row.ts';
import { PointerResolver } from './resolve-pointer.ts';
import { batchesOf } from './row-batches.ts';
import { findRowFaults } from './row-faults.ts';
import type { RowPlan } from './row-plan.ts';
import { type RowToWrite, type WrittenRow, writeRows } from './write-rows.ts';

/** Rows that are written in one transaction: what a crash can cost is begun again, never doubled. */
const chunkSize = 300;

export interface ImportWork {
  readonly id: string;
  readonly plan: RowPlan;
  readonly table: SourceTable;
  readonly mapping: ImportMapping;
}

type Counts = { -readonly [K in WrittenRow['outcome'] | 'processed']: number };

/**
 * Brings the rows in, chunk by chunk from where it stopped last; progress, rows and rejects of a chunk commit together.
 * Ends early when the import is cancelled or `signal` aborts. Answers whether all rows are through.
 */
export async function runImport(ctx: Context, work: ImportWork, signal: AbortSignal): Promise<boolean> {
  const state: RunState = { work, occurrences: new Occurrences(), counted: 0, reached: 0, resolver: null };
  let size = chunkSize;
  for (;;) {
    if (signal.aborted) return false;
    const step = await writeChunk(ctx, state, size);
    if (step === 'stopped') return false;
    if (step === 'through') break;
    size = step === 'refused' ? Math.ceil(size / 4) : Math.min(size * 2, chunkSize);
  }
  while (!signal.aborted && (await pointDeferred(ctx, work, chunkSize)));
  return !signal.aborted;
}

interface RunState {
  readonly work: ImportWork;
  readonly occurrences: Occurrences;
  /** Rows whose occurrences are counted already. */
  counted: number;
  /** Rows that are through when the transaction under way commits. */
  reached: number;
  resolver: PointerResolver | null;
}

type Step = 'more' | 'through' | 'stopped' | 'refused';

/** Writes the next rows at once. When one of them is refused, fewer are tried, down to that one: it costs only itself. */
async function writeChunk(ctx: Context, state: RunState, size: number): Promise<Step> {
  try {
    const step = await inTransaction(ctx, (tx) => chunk(tx, state, size));
    settle(state);
    return step;
  } catch (error) {
    undo(state);
    const found = findRowFaults(error);
    if (!found) throw error;
    if (size > 1) return 'refused';
    const faults = faultsByColumn(state.work.plan, found);
    return inTransaction(ctx, (tx) => rejectNext(tx, state, faults));
  }
}

function settle(state: RunState): void {
  state.occurrences.settle();
  state.counted = Math.max(state.counted, state.reached);
  state.resolver?.settle();
}

/** What a rolled back transaction created is not there; what it counted did not happen. */
function undo(state: RunState): void {
  state.reached = state.counted;
  state.occurrences.undo();
  state.resolver?.undo();
}

async function chunk(ctx: TransactionContext, state: RunState, size: number): Promise<Step> {
  const { work } = state;
  const progress = await lockProgress(ctx, work.id);
  if (!progress) return 'stopped';
  const resolver = resolverFor(state, progress);
  const end = Math.min(progress.processed + size, work.table.rows.length);
  if (progress.processed === end) return 'through';
  countEarlier(state, progress.processed);
  const { rows, rejects } = readRows(state, progress.processed, end, resolver);
  const counts: Counts = { ...countsOf(progress), processed: end };
  const deferred: DeferredRow[] = [];
  for (const batch of batchesOf(rows)) {
    const written = await writeRows(ctx, batch, resolver);
    for (const [place, { number, cells }] of batch.entries()) {
      const result = written[place] as WrittenRow;
      if (result.outcome === 'rejected') rejects.push({ row: number, cells, faults: result.faults });
      else {
        counts[result.outcome]++;
        if (result.deferred) deferred.push({ row: number, record: result.id, outcome: result.outcome });
      }
    }
  }
  counts.rejected += rejects.length;
  state.reached = end;
  await keepRejects(ctx, work.id, rejects);
  await deferRows(ctx, work.id, deferred);
  await keepProgress(ctx, work.id, { ...counts, report: JSON.stringify(resolver.notes.list()) });
  return 'more';
}

interface ChunkRow extends RowToWrite {
  /** Counted from 1 below the header. */
  readonly number: number;
  readonly cells: readonly string[];
}

function readRows({ work, occurrences }: RunState, from: number, end: number, resolver: PointerResolver) {
  const rows: ChunkRow[] = [];
  const rejects: RejectedRow[] = [];
  for (let index = from; index < end; index++) {
    const cells = work.table.rows[index] ?? [];
    const notes = emptyNotes();
    const row = readRow(work.plan, cells, notes);
    const textKey = occurrences.keyOf(row);
    resolver.notes.add(notes.names);
    if (notes.faults.length > 0) rejects.push({ row: index + 1, cells, faults: notes.faults });
    else rows.push({ row, textKey, cells, number: index + 1 });
  }
  return { rows, rejects };
}

async function rejectNext(ctx: TransactionContext, state: RunState, faults: readonly FieldError[]): Promise<Step> {
  const progress = await lockProgress(ctx, state.work.id);
  if (!progress) return 'stopped';
  const { processed } = progress;
  const cells = state.work.table.rows[processed] ?? [];
  await keepRejects(ctx, state.work.id, [{ row: processed + 1, cells, faults }]);
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
  for (let index = state.counted; index < upTo; index++)
    state.occurrences.keyOf(readRow(state.work.plan, state.work.table.rows[index] ?? [], emptyNotes()));
  state.occurrences.settle();
  state.counted = Math.max(state.counted, upTo);
}

function countsOf({ created, updated, unchanged, rejected, processed }: ImportProgress): Counts {
  return { created, updated, unchanged, rejected, processed };
}
