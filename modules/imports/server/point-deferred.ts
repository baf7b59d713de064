import { type Context, inTransaction, type TransactionContext } from '../../../server/context.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { invalidField } from '../../../shared/errors.ts';
import { faultsByColumn } from './fault-columns.ts';
import { type DeferredRow, keepProgress, keepRejects, lockProgress, takeDeferred } from './import.repository.ts';
import { ImportNotes, notesOf } from './import-notes.ts';
import { emptyNotes, readRow } from './read-row.ts';
import { PointerResolver } from './resolve-pointer.ts';
import { findRowFaults } from './row-faults.ts';
import type { ImportWork } from './run-import.ts';

/**
 * Sets pointers at rows of the same file, now that all of them are in, up to `limit` rows in a transaction; answers whether
 * there may be more. A row whose pointer is refused counts as rejected, though its record is there without the pointer.
 */
export async function pointDeferred(ctx: Context, work: ImportWork, limit: number): Promise<boolean> {
  try {
    return await inTransaction(ctx, (tx) => pointRows(tx, work, limit));
  } catch (error) {
    if (!findRowFaults(error)) throw error;
  }
  for (let row = 0; row < limit; row++) if (!(await pointAlone(ctx, work))) return false;
  return true;
}

async function pointAlone(ctx: Context, work: ImportWork): Promise<boolean> {
  try {
    return await inTransaction(ctx, (tx) => pointRows(tx, work, 1));
  } catch (error) {
    const faults = findRowFaults(error);
    if (!faults) throw error;
    return inTransaction(ctx, async (tx) => {
      const progress = await lockProgress(tx, work.id);
      const [taken] = progress ? await takeDeferred(tx, work.id, 1) : [];
      if (!progress || !taken) return false;
      await keepRejects(tx, work.id, [
        { row: taken.row, cells: cellsOf(work, taken), faults: faultsByColumn(work.plan, faults) },
      ]);
      const { outcome } = taken;
      await keepProgress(tx, work.id, {
        ...progress,
        [outcome]: progress[outcome] - 1,
        rejected: progress.rejected + 1,
      });
      return true;
    });
  }
}

async function pointRows(ctx: TransactionContext, work: ImportWork, limit: number): Promise<boolean> {
  const progress = await lockProgress(ctx, work.id);
  if (!progress) return false;
  const rows = await takeDeferred(ctx, work.id, limit);
  if (rows.length === 0) return false;
  const resolver = new PointerResolver(new ImportNotes(notesOf(progress)), work.mapping);
  for (const row of rows) await pointRow(ctx, work, row, resolver);
  await keepProgress(ctx, work.id, { ...progress, report: JSON.stringify(resolver.notes.list()) });
  return true;
}

async function pointRow(ctx: Context, work: ImportWork, row: DeferredRow, resolver: PointerResolver): Promise<void> {
  const { noun } = work.plan;
  const read = readRow(work.plan, cellsOf(work, row), emptyNotes());
  for (const { plan, row: inner } of read.pointers) {
    if (plan.plan.noun.name !== noun.name) continue;
    const target = await resolver.resolve(ctx, inner);
    const [header = plan.name, value = ''] = Object.entries(inner.texts)[0] ?? [];
    if (!target) throw invalidField(header, 'unknownName', { value });
    if (target !== row.record) await updateRecord(ctx, noun, row.record, { [plan.name]: target });
  }
}

const cellsOf = ({ table }: ImportWork, { row }: DeferredRow): readonly string[] => table.rows[row - 1] ?? [];
