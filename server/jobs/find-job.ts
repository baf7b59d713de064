import type { TransactionContext } from '../context.ts';
import type { Job } from './job.ts';
import { workerSchema } from './worker-schema.ts';

interface JobState {
  /** It went wrong, and waits to be tried again. */
  readonly failed: boolean;
}

/** How a job that was asked for with a key stands in this workspace; null once it is done, or where there never was one. */
export async function findJob(ctx: TransactionContext, job: Job, key: string): Promise<JobState | null> {
  const rows = await ctx.db.asControl((control) =>
    control.query<JobState>({
      text: `select last_error is not null and locked_at is null as failed from ${workerSchema}.jobs where key = $1`,
      values: [`${ctx.workspace.id}:${job.name}:${key}`],
    }),
  );
  return rows[0] ?? null;
}
