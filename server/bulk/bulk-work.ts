import { z } from 'zod';
import { actAs } from '../access/act-as.ts';
import { type Context, inTransaction } from '../context.ts';
import { defineJob } from '../jobs/job.ts';
import {
  findJobRow,
  type Item,
  type JobRow,
  listItems,
  moveJob,
  noteOutcomes,
  type Outcome,
} from './bulk.repository.ts';
import { doItem, refusalOf, undoItem } from './bulk-item.ts';

/** Records that are written in one transaction: what a crash can cost is begun again, never done twice. */
const chunkSize = 100;

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
      const acting = await actAs({ ...ctx, through: job.through }, job.member);
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
  const items = await listItems(ctx.db, job.id, job.state === 'running' ? 'waiting' : 'changed', chunkSize);
  if (items.length === 0) return false;
  try {
    await writeChunk(ctx, job, items);
  } catch (error) {
    if (!refusalOf(error)) throw error;
    for (const item of items) await writeOne(ctx, job, item);
  }
  return true;
}

function writeChunk(ctx: Context, job: JobRow, items: readonly Item[]): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const outcomes: Outcome[] = [];
    for (const item of items) outcomes.push(await (job.state === 'running' ? doItem : undoItem)(tx, job, item));
    await noteOutcomes(tx.db, job.id, outcomes);
  });
}

async function writeOne(ctx: Context, job: JobRow, item: Item): Promise<void> {
  try {
    await writeChunk(ctx, job, [item]);
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    const state = job.state === 'running' ? 'refused' : 'kept';
    const field = refusal.fields[0];
    await noteOutcomes(ctx.db, job.id, [
      { n: item.n, state, code: field?.code ?? refusal.code, field: field?.path ?? null },
    ]);
  }
}
