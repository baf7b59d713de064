import { z } from 'zod';
import { type Context, inTransaction } from '../../../server/context.ts';
import type { Queryable } from '../../../server/db/database.ts';
import { enqueueJob } from '../../../server/jobs/enqueue.ts';
import { findJob } from '../../../server/jobs/find-job.ts';
import { defineJob } from '../../../server/jobs/job.ts';
import { countRecords } from '../../../server/records/list.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import { company } from '../../companies/contract/index.ts';
import { deal } from '../../deals/contract/index.ts';
import { person } from '../../people/contract/index.ts';
import type { DemoState } from '../contract/demo.api.ts';
import { beginFilling, cancelFilling, findFilling, noteShare } from './filling.repository.ts';
import { fillDemo, isEmptyWorkspace } from './story/fill-demo.ts';

/** Somebody wants it no more: nothing of it is kept. */
class Cancelled extends Error {}

/** All or nothing; a workspace that has anything in it is left alone. */
export const fillJob = defineJob({
  name: 'demo.fill',
  payload: z.strictObject({}),
  run: (ctx) =>
    inTransaction(ctx, async (tx) => {
      if (!(await isEmptyWorkspace(tx))) return;
      // Beside the transaction, so that everybody sees it.
      await fillDemo(tx, (share) => goOn(ctx.db, share));
      // Within it: a cancellation comes before this, or waits and finds all of it filled in.
      await goOn(tx.db, 1);
    }).catch((error: unknown) => {
      if (!(error instanceof Cancelled)) throw error;
    }),
});

async function goOn(db: Queryable, share: number): Promise<void> {
  if (await noteShare(db, share)) throw new Cancelled();
}

/** Has the workspace filled in the background. Throws 409 `workspaceNotEmpty` where there is something in it. */
export async function requestDemo(ctx: Context): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    if (!(await isEmptyWorkspace(tx))) throw new AppError(409, 'workspaceNotEmpty');
    await beginFilling(tx.db);
    await enqueueJob(tx, fillJob, {}, { key });
  });
}

/** Has nothing filled in any more; where it is done already it stays, and the answer says so. */
export async function cancelDemo(ctx: Context): Promise<DemoState> {
  await inTransaction(ctx, (tx) => cancelFilling(tx.db));
  return describeDemo(ctx);
}

/** How far the filling is; what is filled in shows once all of it is there. */
export function describeDemo(ctx: Context): Promise<DemoState> {
  return inTransaction(ctx, async (tx) => {
    const job = await findJob(tx, fillJob, key);
    const count = async (noun: Noun) => (await countRecords(tx, noun, {})).count;
    const counts = { companies: await count(company), people: await count(person), deals: await count(deal) };
    const isEmpty = Object.values(counts).every((one) => one === 0);
    const filling = await findFilling(tx.db);
    const isWanted = job !== null && filling?.cancelled !== true;
    const state = isWanted ? (job.failed ? 'failed' : 'filling') : isEmpty ? 'none' : 'done';
    return { state, share: isWanted ? (filling?.share ?? 0) : 0, ...counts };
  });
}

/** One at a time in a workspace. */
const key = 'fill';
