import { parseInput } from '../../shared/contract/field-errors.ts';
import { patchSchema } from '../../shared/contract/field-schemas.ts';
import { type BulkJob, type BulkShape, bulkLimit } from '../../shared/contract/record-bulk.ts';
import { AppError, forbidden, invalid, notFound, underPath } from '../../shared/errors.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import { assertMay } from '../access/access.ts';
import { type Context, inTransaction } from '../context.ts';
import { enqueueJob } from '../jobs/enqueue.ts';
import { checkedFilter } from '../records/checked-filter.ts';
import { newId } from '../records/uuid.ts';
import {
  type BulkAct,
  countChosen,
  describeJob,
  forgetJobs,
  insertItems,
  insertJob,
  moveJob,
  setTotal,
} from './bulk.repository.ts';
import { bulkWork } from './bulk-work.ts';

/**
 * Notes which records match now and has the act done to each of them in the background; with `preview` only counts them.
 * @throws AppError 403 without the right, 422 naming what can not be, `tooManyRecords` above the limit.
 */
export async function startBulk(
  ctx: Context,
  noun: Noun,
  wish: BulkShape,
): Promise<{ readonly count: number; readonly job: BulkJob | null }> {
  const { act } = wish;
  const member = ctx.actor.memberId;
  if (!member) throw forbidden('update', noun.name);
  ctx.reads?.assertNotStopped(ctx);
  assertMay(ctx, noun, 'bulk');
  assertMay(ctx, noun, 'update' in act ? 'update' : 'delete' in act ? 'delete' : 'restore');
  assertAct(ctx, noun, act);
  const filter = checkedFilter(ctx, noun, wish.filter);
  const choice = { noun: ctx.registry.getNoun(noun.name), wish: { ...wish, filter }, deleted: 'restore' in act };
  const count = await countChosen(ctx, choice, bulkLimit);
  if (count > bulkLimit) throw new AppError(422, 'tooManyRecords', { maximum: bulkLimit });
  if (wish.preview) return { count, job: null };
  const id = newId();
  return inTransaction(ctx, async (tx) => {
    await forgetJobs(tx.db);
    await insertJob(tx.db, { id, noun: noun.name, act, member, through: ctx.through, state: 'running' });
    const total = await insertItems(tx, id, choice);
    await setTotal(tx.db, id, total);
    await enqueueJob(tx, bulkWork, { id }, { key: id });
    return { count: total, job: await getBulk(tx, id) };
  });
}

/** Refuses values no record could take, before anything is begun. */
function assertAct(ctx: Context, noun: Noun, act: BulkAct): void {
  if (!('update' in act)) return;
  if (Object.keys(act.update).length === 0) throw invalid([{ path: 'act.update', code: 'required' }]);
  try {
    parseInput(patchSchema(ctx.registry.getNoun(noun.name)), act.update);
  } catch (error) {
    throw underPath('act.update', error);
  }
}

/** A job of the actor's own. Throws 404 for everybody else's. */
export async function getBulk(ctx: Context, id: string): Promise<BulkJob> {
  const found = ctx.actor.memberId ? await describeJob(ctx.db, id, ctx.actor.memberId) : null;
  if (!found) throw notFound('bulkJob', id);
  return found;
}

/** Stops a job where it is; one that has ended stays as it is. */
export async function cancelBulk(ctx: Context, id: string): Promise<BulkJob> {
  await getBulk(ctx, id);
  await moveJob(ctx.db, id, ['running', 'undoing'], 'cancelled');
  return getBulk(ctx, id);
}

/** Begins to take back what a job has done. Throws 409 `notUndoable` while it runs, and when nothing is left to take back. */
export async function undoBulk(ctx: Context, id: string): Promise<BulkJob> {
  return inTransaction(ctx, async (tx) => {
    const job = await getBulk(tx, id);
    assertMay(tx, tx.registry.getNoun(job.noun), 'bulk');
    if (job.changed === 0 || !(await moveJob(tx.db, id, ['done', 'cancelled', 'failed'], 'undoing')))
      throw new AppError(409, 'notUndoable');
    await enqueueJob(tx, bulkWork, { id }, { key: id });
    return getBulk(tx, id);
  });
}
