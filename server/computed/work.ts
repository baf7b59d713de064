import { z } from 'zod';
import type { TransactionContext } from '../context.ts';
import { enqueueJob } from '../jobs/enqueue.ts';
import { hasUnstarted, hasWork, insertWork, type NewWork } from './work.repository.ts';

/** As many records' computed fields are worked out with the write they hang on; more are left to a job. */
export const inlineLimit = 200;

/** The job that works through what was left to it; what it does is `work.job.ts`'s to say. */
export const workJob = { name: 'computed.work', payload: z.strictObject({}) };

/** Leaves records to the job, from the commit on. */
export async function addWork(ctx: TransactionContext, work: WorkRequest): Promise<void> {
  await insertWork(ctx.db, partsOf(work));
  await enqueueJob(ctx, workJob, {}, { key: 'work' });
}

/** Goes on with what a server left that was ended, or an upgrade. */
export async function resumeWork(ctx: TransactionContext): Promise<void> {
  if (await hasWork(ctx.db)) await enqueueJob(ctx, workJob, {}, { key: 'work' });
}

/** As `addWork` for all records of a noun, where the same is not waiting already: who waits reads what is written here. */
export async function addWorkOnce(
  ctx: TransactionContext,
  work: Required<Pick<WorkRequest, 'noun' | 'names' | 'total'>>,
): Promise<void> {
  if (!(await hasUnstarted(ctx.db, work.noun, work.names))) await addWork(ctx, work);
}

/** Some records, those that point at some others, or all of a noun. */
export interface WorkRequest {
  readonly noun: string;
  readonly ids?: readonly string[];
  readonly via?: string;
  readonly targets?: readonly string[];
  /** The fields that are being worked out, to tell whoever looks at them; all when absent. */
  readonly names?: readonly string[];
  readonly total?: number;
}

function partsOf({ noun, ids, via, targets, names = [], total }: WorkRequest): readonly NewWork[] {
  const nothing = { noun, names, via: null, target: null, ids: null, total: total ?? null };
  if (via && targets) return targets.map((target) => ({ ...nothing, via, target }));
  if (!ids) return [nothing];
  const parts: NewWork[] = [];
  for (let start = 0; start < ids.length; start += inlineLimit)
    parts.push(withIds(nothing, ids.slice(start, start + inlineLimit)));
  return parts;
}

function withIds(part: NewWork, ids: readonly string[]): NewWork {
  return { ...part, ids, total: ids.length };
}
