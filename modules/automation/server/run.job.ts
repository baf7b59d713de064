import { z } from 'zod';
import { type Context, inTransaction, type TransactionContext } from '../../../server/context.ts';
import { enqueueJob } from '../../../server/jobs/enqueue.ts';
import { defineJob } from '../../../server/jobs/job.ts';
import { AppError } from '../../../shared/errors.ts';
import type { ProcessRun } from '../contract/index.ts';
import { type Attempt, carryOut } from './carry-out.ts';
import { findProcessRow } from './process.repository.ts';
import { type DueRun, endRun, findDue, findNextDue, listWaiting, putOff } from './run.repository.ts';

/** Seconds from a run that did not succeed to the next attempt; after the last it counts as failed. */
const pauses = [30, 300, 3_600] as const;

/** Does what waits of a process, one record after the other in the order of the changes, each in a transaction of its own. */
export const runJob = defineJob({
  name: 'automation.run',
  payload: z.strictObject({ process: z.guid() }),
  run: async (ctx, { process }, signal) => {
    const faults: unknown[] = [];
    do {
      // Cut short, the job must not count as done: it goes on after the next start.
      signal.throwIfAborted();
    } while (await runNext(ctx, process, faults));
    await inTransaction(ctx, (tx) => askToRun(tx, process));
    // What nobody can act on is in the log of the server too; the runs themselves are put off or ended already.
    if (faults.length > 0) throw new AggregateError(faults, 'Steps of a process failed by a fault of ours');
  },
});

/** Has a process's runs done as they fall due, from within the transaction that took them in. */
export async function askToRun(tx: TransactionContext, process: string): Promise<void> {
  const runAt = await findNextDue(tx.db, process);
  if (runAt) await enqueueJob(tx, runJob, { process }, { key: process, runAt });
}

/** Asks for whatever waits anywhere: a restored database has no jobs. */
export function askForAll(ctx: Context): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    for (const process of await listWaiting(tx.db)) await askToRun(tx, process);
  });
}

/** Does the next run that is due; false when there is none. What stands against it is noted, with nothing of it done. */
async function runNext(ctx: Context, id: string, faults: unknown[]): Promise<boolean> {
  const attempt: Attempt = { run: null, step: null };
  try {
    return await inTransaction(ctx, async (tx) => {
      // Locked until the run is committed: nobody else runs it beside, and whoever switches it off waits.
      const process = await findProcessRow(tx.db, id, 'for update');
      const run = process && (await findDue(tx.db, id));
      if (!process || !run) return false;
      attempt.run = run;
      await carryOut(tx, process, attempt);
      return true;
    });
  } catch (error) {
    if (!attempt.run || isOfDatabase(error)) throw error;
    if (!(error instanceof AppError)) faults.push(error);
    await noteFailure(ctx, attempt.run, attempt.step, error);
    return true;
  }
}

async function noteFailure(ctx: Context, run: DueRun, step: number | null, error: unknown): Promise<void> {
  const problem = error instanceof AppError ? refusalOf(error) : { code: 'internal', params: {}, fields: [] };
  const wait = error instanceof AppError && error.status === 429 ? Number(error.params.seconds) : Number.NaN;
  // Too many at once is nobody's fault: it goes on when it may.
  if (wait >= 0) return putOff(ctx.db, run.id, { step, problem, seconds: wait + 1, counts: false });
  const seconds = pauses[run.attempts];
  if (seconds !== undefined) await putOff(ctx.db, run.id, { step, problem, seconds });
  else await endRun(ctx.db, run.id, { state: 'failed', step, problem });
}

function refusalOf({ code, params, fields }: AppError): ProcessRun['problem'] {
  // The record as it stands is no reason that a list of runs should keep.
  const { current: _, ...told } = params;
  const named = fields.map(({ path, code: fault, params: of }) => ({
    path,
    code: fault,
    ...(of ? { params: of } : {}),
  }));
  return { code, params: told, fields: named };
}

/** A connection that broke or a server that is shutting down says nothing of the run: the job is tried again. */
function isOfDatabase(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^(08|57P|ECONN|EPIPE)/.test(code);
}
