import type { z } from 'zod';
import type { TransactionContext } from '../context.ts';
import type { Envelope } from './envelope.ts';
import type { Job } from './job.ts';
import { workerSchema } from './worker-schema.ts';

export interface EnqueueOptions {
  /** While a job of this name and key waits in the workspace, it is replaced instead of a second one added. */
  readonly key?: string;
  /** Not before. */
  readonly runAt?: Date;
}

/** Attempts, each later than the one before, over about three days. */
const maxAttempts = 25;

/**
 * Asks for a job to be run in this workspace once the transaction is committed; rolled back, it was never asked for.
 * Throws ZodError for a payload the job does not take.
 */
export async function enqueueJob<P extends z.ZodType>(
  ctx: TransactionContext,
  job: Pick<Job<P>, 'name' | 'payload'>,
  payload: z.input<P>,
  { key, runAt }: EnqueueOptions = {},
): Promise<void> {
  job.payload.parse(payload);
  const envelope: Envelope = { workspaceId: ctx.workspace.id, payload };
  const jobKey = key === undefined ? null : `${ctx.workspace.id}:${job.name}:${key}`;
  await ctx.db.asControl((control) =>
    control.query({
      name: 'job.enqueue',
      text: `select from ${workerSchema}.add_job(identifier => $1, payload => $2::json, run_at => $3::timestamptz,
        max_attempts => $4, job_key => $5)`,
      values: [job.name, JSON.stringify(envelope), runAt?.toISOString() ?? null, maxAttempts, jobKey],
    }),
  );
}
