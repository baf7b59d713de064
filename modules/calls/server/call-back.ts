import { z } from 'zod';
import { inTransaction, systemActor, type TransactionContext } from '../../../server/context.ts';
import { enqueueJob } from '../../../server/jobs/enqueue.ts';
import { defineJob } from '../../../server/jobs/job.ts';
import { createRecord } from '../../../server/records/create.ts';
import { lockRecord } from '../../../server/records/read.ts';
import { readMany } from '../../../server/records/read-many.ts';
import { deleteRecord } from '../../../server/records/remove.ts';
import { updateRecord, writeFields } from '../../../server/records/update.ts';
import { textsOf } from '../../../server/texts/locales.ts';
import { readCallNumber } from '../../../shared/phones/call-number.ts';
import { tell } from '../../notices/server/index.ts';
import { task } from '../../tasks/contract/index.ts';
import type { CallResult } from '../contract/index.ts';
import { type CallRow, findActive, findHead, isCalledBack, listCallBacks, listOwners } from './call.repository.ts';
import type { CallParts } from './log-call.ts';

interface Words {
  readonly titles: Readonly<Record<'callBack', string>>;
}
const words = textsOf<Words>('modules/calls');

/** Minutes after which the head is told, on a line that is not written down. */
const usualMinutes = 30;

/**
 * Has somebody call back who was not answered: whose client it is, else whoever's telephone rang, else who answers the line. Answers the task,
 * the one there is already where they have called in vain before; null where nobody can be called or somebody has called since.
 */
export async function callBackFor(
  tx: TransactionContext,
  call: CallRow,
  { client, line }: CallParts,
): Promise<string | null> {
  if (!readCallNumber(call.number) || (await isCalledBack(tx.db, call))) return null;
  const [open] = await listOpen(tx, call.number, tx.now().toISOString());
  if (open) return open;
  const candidates = [...(client?.owner ? [client.owner] : []), ...call.members, ...(line?.members ?? [])];
  const owner = await findActive(tx.db, candidates);
  const dueAt = new Date(tx.now().getTime() + (line?.callBackMinutes ?? usualMinutes) * 60_000);
  const { owner: _, number: __, ...about } = client ?? { owner: null, number: '' };
  const title = `${words[tx.workspace.language].titles.callBack} ${call.number}`;
  const values = { title, kind: 'call', dueAt: dueAt.toISOString(), priority: 'high', owner, ...about };
  const { id } = await createRecord({ ...tx, actor: systemActor }, task, values);
  const { record } = await lockRecord(tx, tx.registry.getNoun(task.name), id, 'update');
  await writeFields(tx, task, record, { phone: call.number, line: call.line, callResult: 'missed' });
  if (owner) await tell(tx, { kind: 'callMissed', member: owner, by: null, noun: task.name, ids: [id] });
  await enqueueJob(tx, escalateJob, { task: id }, { key: id, runAt: dueAt });
  return id;
}

/** Tells the head that nobody has called back in time; owners where there is no head. */
export const escalateJob = defineJob({
  name: 'calls.escalate',
  payload: z.strictObject({ task: z.guid() }),
  run: (ctx, { task: id }) =>
    inTransaction(ctx, async (tx) => {
      const [found] = await readMany(tx, task, 'id', [id]);
      if (!found || found.done) return;
      const head = found.owner && (await findHead(tx.db, found.owner.id));
      const told = head ? [head] : await listOwners(tx.db);
      for (const member of told)
        await tell(tx, { kind: 'callNotReturned', member, by: null, noun: task.name, ids: [id] });
    }),
});

/** Whoever was called, or has called again and was answered, needs no call any more. */
export async function closeCallBacks(
  tx: TransactionContext,
  { number, rangAt }: CallRow,
  by: string | null,
  result: CallResult,
): Promise<void> {
  const acting = { ...tx, actor: { ...systemActor, memberId: by } };
  for (const id of await listOpen(tx, number, rangAt))
    await updateRecord(acting, task, id, {
      done: true,
      result: result === 'answered' ? 'reached' : 'notReached',
      ...(by ? { owner: by } : {}),
    });
}

/** The call was answered after all: its end was told first. */
export async function dropCallBack(tx: TransactionContext, id: string): Promise<void> {
  const [found] = await readMany(tx, task, 'id', [id]);
  if (found && !found.done) await deleteRecord(tx, task, id);
}

async function listOpen(tx: TransactionContext, number: string, before: string): Promise<readonly string[]> {
  const tasks = await readMany(tx, task, 'id', await listCallBacks(tx.db, number, before));
  return tasks.flatMap(({ id, done }) => (done ? [] : [id]));
}
