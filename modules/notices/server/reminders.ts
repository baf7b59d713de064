import { z } from 'zod';
import type { Listener } from '../../../server/changes/change.ts';
import { type Context, inTransaction, type TransactionContext } from '../../../server/context.ts';
import { enqueueJob } from '../../../server/jobs/enqueue.ts';
import { defineJob } from '../../../server/jobs/job.ts';
import { readMany } from '../../../server/records/read-many.ts';
import type { RecordOf } from '../../../shared/nouns/value.ts';
import { reminderMinutes, task } from '../../tasks/contract/index.ts';
import { hasReminded, noteReminded } from './reminder.repository.ts';
import { tell } from './tell.ts';

type Task = RecordOf<typeof task>;

/** What of a task its reminder depends on. */
const deciding = ['dueAt', 'reminder', 'done', 'owner'] as const;

/** Has whoever a task is for reminded of it at its time, however the task was written. */
export const reminderListener: Listener = {
  name: 'notices.reminders',
  nouns: ['task'],
  handle: (ctx, changes) =>
    inTransaction(ctx, async (tx) => {
      const decided = changes.filter(
        ({ kind, fields }) => kind === 'restored' || deciding.some((name) => name in fields),
      );
      const ids = [...new Set(decided.map(({ recordId }) => recordId))];
      for (const one of await readMany(tx, task, 'id', ids)) await schedule(tx, one);
    }),
};

/** Reminds of one task. What was moved, done or given up meanwhile has another job, or needs none. */
export const remindJob = defineJob({
  name: 'notices.remind',
  payload: z.strictObject({ task: z.guid(), at: z.string() }),
  run: (ctx, { task: id, at }) =>
    inTransaction(ctx, async (tx) => {
      const [found] = await readMany(tx, task, 'id', [id]);
      const owner = found?.owner;
      if (!found || !owner || remindedAt(found)?.toISOString() !== at) return;
      if (await hasReminded(tx.db, id, at)) return;
      await noteReminded(tx.db, id, at);
      await tell(tx, { kind: 'reminder', member: owner.id, by: null, noun: task.name, ids: [id] });
    }),
});

async function schedule(tx: TransactionContext, found: Task): Promise<void> {
  const at = remindedAt(found);
  if (!at || isOver(tx, found)) return;
  await enqueueJob(tx, remindJob, { task: found.id, at: at.toISOString() }, { key: found.id, runAt: at });
}

/** The moment to remind at; null for what nobody is to be reminded of. */
function remindedAt({ done, dueAt, reminder }: Task): Date | null {
  if (done || !dueAt || !reminder) return null;
  return new Date(Date.parse(dueAt) - reminderMinutes[reminder] * 60_000);
}

/** What is due in the past is overdue, and needs no reminder. */
function isOver(ctx: Context, { dueAt }: Task): boolean {
  return !dueAt || Date.parse(dueAt) < ctx.now().getTime();
}
