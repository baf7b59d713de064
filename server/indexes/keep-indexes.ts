import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { appendChange } from '../changes/append.ts';
import type { Listener } from '../changes/change.ts';
import { type Context, inTransaction } from '../context.ts';
import type { Queryable } from '../db/database.ts';
import { enqueueJob } from '../jobs/enqueue.ts';
import { defineJob } from '../jobs/job.ts';
import { newId } from '../records/uuid.ts';
import { forgetFailure, noteFailure } from './field-use.repository.ts';
import { type IndexStep, nextIndexStep } from './plan-indexes.ts';

/**
 * Makes the indexes that added fields should have and drops those that nobody asks for, one after another, while everybody
 * reads and writes. What a crash left half made is dropped and made again.
 */
export const keepIndexesJob = defineJob({
  name: 'indexes.keep',
  payload: z.strictObject({}),
  run: (ctx, _payload, signal) => keepIndexes(ctx, signal),
});

/** What the change log calls a list that asked by a field without an index. */
const missed = 'fieldUse';

/** Tells whoever makes indexes that one was missed. */
export function noteMissed(ctx: Context): Promise<void> {
  const change = { noun: missed, recordId: newId(), kind: 'missed', fields: {} };
  return inTransaction(ctx, (tx) => appendChange(tx, change));
}

/** Has the indexes looked after once the transaction is committed. */
export function askForIndexes(ctx: Context): Promise<void> {
  return inTransaction(ctx, (tx) => enqueueJob(tx, keepIndexesJob, {}, { key: 'keep' }));
}

/** Fields that are added, changed or missed by a list get their indexes at once. */
export const indexListener: Listener = {
  name: 'indexes.fields',
  nouns: ['customField', 'customNoun', missed],
  handle: (ctx) => askForIndexes(ctx),
};

/** Does what the job does, here and now. */
export function keepIndexes(ctx: Context, signal?: AbortSignal): Promise<void> {
  return withIndexLock(ctx, async (session) => {
    let defeats = 0;
    for (let step = await nextIndexStep(ctx, session); step; step = await nextIndexStep(ctx, session)) {
      signal?.throwIfAborted();
      const error = await runStep(session, step);
      // Somebody changes the structure: they go first, and what was half made is made anew.
      if (error && isInTheWay(error) && ++defeats < mostDefeats) await delay(pause * defeats);
      else if (error) await leave(ctx, step, error);
      else if (step.makes) await forgetFailure(ctx.db, step.makes);
    }
  });
}

/** Nobody else makes or drops such indexes meanwhile, whatever process they are in. Throws 409 `busy` after `patience` ms. */
export function withIndexLock<T>(
  ctx: Context,
  work: (session: Queryable) => Promise<T>,
  patience = Number.POSITIVE_INFINITY,
): Promise<T> {
  if (!ctx.db.alone) throw new Error('Indexes can not be made inside a transaction');
  return ctx.db.alone(async (session) => {
    const end = performance.now() + patience;
    while (!(await tryIndexLock(session))) {
      if (performance.now() > end) throw new AppError(409, 'busy');
      await delay(pause);
    }
    return work(session);
  });
}

/**
 * Runs work that changes many tables while no index is being made: each would want the tables of the other, and what takes
 * long to prepare would not get them. What is inside a transaction already has to do without.
 */
export function whileNoIndexIsMade<T>(ctx: Context, work: () => Promise<T>): Promise<T> {
  return ctx.db.alone ? withIndexLock(ctx, work, longestWait) : work();
}

/** In milliseconds; the maker lets go of the lock between two indexes. */
const pause = 15;
const longestWait = 20_000;
/** So often in one run who changes the structure goes first. */
const mostDefeats = 20;

/** Never waits in the database: an index that is being made waits for every statement that was there before it ends. */
async function tryIndexLock(session: Queryable): Promise<boolean> {
  const [row] = await session.query<{ locked: boolean }>({
    text: "select pg_try_advisory_lock(hashtext('rapport:indexes:' || current_schema())) as locked",
  });
  return row?.locked ?? false;
}

async function runStep(session: Queryable, { text }: IndexStep): Promise<Error | null> {
  try {
    await session.query({ text });
    return null;
  } catch (error) {
    return error as Error;
  }
}

/** An index waits for who wrote before it, and they for the table of the index: one of the two is refused. */
function isInTheWay(error: Error): boolean {
  return 'code' in error && (error.code === '40P01' || error.code === '55P03');
}

/** What the values themselves stand against is noted and left for a day; all else is for the job to try again. */
async function leave(ctx: Context, { makes }: IndexStep, error: Error): Promise<void> {
  const { code = '' } = error as { code?: string };
  if (!makes || !unmakeable.has(code)) throw error;
  await noteFailure(ctx.db, makes, error.message);
}

/** Values that are too long for an index, and records that point at what is not there. */
const unmakeable: ReadonlySet<string> = new Set(['54000', '23503', '23505']);
