import { z } from 'zod';
import { actAs } from '../access/act-as.ts';
import { inlineLimit } from '../computed/work.ts';
import { type Context, inTransaction, type TransactionContext } from '../context.ts';
import { defineJob } from '../jobs/job.ts';
import {
  findJobRow,
  type Item,
  type JobRow,
  listItems,
  lockJob,
  moveJob,
  noteOutcomes,
  type Outcome,
} from './bulk.repository.ts';
import { doItem, refusalOf, undoItem } from './bulk-item.ts';
import { refusedOutcome, writeSet } from './bulk-set.ts';

/**
 * Records that are written in one transaction: what a crash can cost is begun again, never done twice. No more than have
 * their computed fields worked out in it.
 */
const chunkSize = inlineLimit;

/** Does a bulk act, or takes it back, from wherever it stopped; in the name of the member who asked, with the rights they have now. */
export const bulkWork = defineJob({
  name: 'records.bulk',
  payload: z.strictObject({ id: z.guid() }),
  run: async (ctx, { id }, signal) => {
    for (;;) {
      // Cut short, the job must not count as done: it goes on after the next start.
      signal.throwIfAborted();
      const job = await findJobRow(ctx.db, id);
      if (job?.state !== 'running' && job?.state !== 'undoing') return;
      const acting = await actAs({ ...ctx, through: job.through, amid: 'many' }, job.member);
      if (!acting) return void (await moveJob(ctx.db, id, [job.state], 'failed'));
      if (!(await goOn(acting, job))) {
        const end = job.state === 'running' ? 'done' : 'undone';
        return void (await moveJob(ctx.db, id, [job.state], end));
      }
    }
  },
});

/** Does the next chunk; false when there is none. One that is refused anywhere is done record by record instead. */
async function goOn(ctx: Context, job: JobRow): Promise<boolean> {
  try {
    return await writeChunk(ctx, job);
  } catch (error) {
    if (!refusalOf(error)) throw error;
    const items = await listItems(ctx.db, job.id, waitingIn(job), { limit: chunkSize });
    for (const item of items) await writeOne(ctx, job, item);
    return true;
  }
}

/** The items that are still to be done. */
function waitingIn(job: JobRow): 'waiting' | 'changed' {
  return job.state === 'running' ? 'waiting' : 'changed';
}

/** Writes the next chunk, or the one item named, in a transaction that no other process does the same job beside. */
function writeChunk(ctx: Context, job: JobRow, only?: number): Promise<boolean> {
  return inTransaction(ctx, async (tx) => {
    // Cancelled meanwhile: whoever asks next sees it.
    if (!(await lockJob(tx.db, job))) return true;
    const items = await listItems(tx.db, job.id, waitingIn(job), { limit: chunkSize, only });
    if (items.length === 0) return false;
    const atOnce = items.length > 1 ? await writeSet(tx, job, items) : null;
    await noteOutcomes(tx.db, job.id, atOnce ?? (await writeEach(tx, job, items)));
    return true;
  });
}

async function writeEach(tx: TransactionContext, job: JobRow, items: readonly Item[]): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const item of items) outcomes.push(await (job.state === 'running' ? doItem : undoItem)(tx, job, item));
  return outcomes;
}

async function writeOne(ctx: Context, job: JobRow, item: Item): Promise<void> {
  try {
    await writeChunk(ctx, job, item.n);
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    await noteOutcomes(ctx.db, job.id, [refusedOutcome(job, item, refusal)]);
  }
}
