import { systemActor, type TransactionContext } from '../../../server/context.ts';
import { createRecord } from '../../../server/records/create.ts';
import { lockRecord } from '../../../server/records/read.ts';
import { readMany } from '../../../server/records/read-many.ts';
import { writeFields } from '../../../server/records/update.ts';
import { textsOf } from '../../../server/texts/locales.ts';
import { task } from '../../tasks/contract/index.ts';
import type { CallResult, Line } from '../contract/index.ts';
import { type CallRow, noteLogged } from './call.repository.ts';
import { callBackFor, closeCallBacks, dropCallBack } from './call-back.ts';
import type { Client } from './find-client.ts';

/** Whom a call was with, who of us it was, and on which line. */
export interface CallParts {
  readonly client: Client | null;
  readonly by: string | null;
  readonly line: Line | null;
}

interface Words {
  readonly titles: Readonly<Record<'incoming' | 'outgoing' | 'missed', string>>;
}
const words = textsOf<Words>('modules/calls');

/** Writes a call that has ended down as an activity, as one logged by hand is, or mends the one it was written down as. Answers its id. */
export async function logCall(tx: TransactionContext, call: CallRow, parts: CallParts): Promise<string> {
  const result = resultOf(call);
  const id = call.task ?? (await create(tx, call, parts, result));
  const [live] = await readMany(tx, task, 'id', [id]);
  if (live) await complete(tx, id, call, parts, result);
  await noteLogged(tx.db, call.id, { task: id, callBack: await followUp(tx, call, parts, result) });
  return id;
}

/** What the telephone says of it, which nobody else may write. */
async function complete(
  tx: TransactionContext,
  id: string,
  call: CallRow,
  { by }: CallParts,
  result: CallResult,
): Promise<void> {
  const { record } = await lockRecord(tx, tx.registry.getNoun(task.name), id, 'update');
  const isOther = record.callResult !== null && record.callResult !== result;
  await writeFields(tx, task, record, {
    ...{ phone: call.number, line: call.line, callResult: result, seconds: secondsOf(call, result) },
    ...(by && !record.owner ? { owner: by } : {}),
    ...(isOther ? { title: titleOf(tx, call, result), result: outcomeOf(result) } : {}),
  });
}

/** Answers the task to call back, where there is one now. */
async function followUp(
  tx: TransactionContext,
  call: CallRow,
  parts: CallParts,
  result: CallResult,
): Promise<string | null> {
  if (result === 'missed') return call.callBack ?? callBackFor(tx, call, parts);
  await closeCallBacks(tx, call, parts.by, result);
  if (call.callBack) await dropCallBack(tx, call.callBack);
  return null;
}

async function create(
  tx: TransactionContext,
  call: CallRow,
  { client, by }: CallParts,
  result: CallResult,
): Promise<string> {
  const acting = { ...tx, actor: { ...systemActor, memberId: by } };
  const { owner: _, number: __, ...about } = client ?? { owner: null, number: '' };
  const { id } = await createRecord(acting, task, {
    ...{ title: titleOf(tx, call, result), kind: 'call', done: true, dueAt: call.rangAt, owner: by },
    ...{ initiative: call.direction === 'in' ? 'theirs' : 'ours', result: outcomeOf(result) },
    ...about,
  });
  return id;
}

/** How a call ended: as was said, but one that was answered was. */
function resultOf({ direction, answeredAt, result }: CallRow): CallResult {
  if (answeredAt !== null || result === 'answered') return 'answered';
  if (direction === 'in') return 'missed';
  return result && result !== 'missed' ? result : 'noAnswer';
}

const outcomeOf = (result: CallResult) => (result === 'answered' ? 'reached' : 'notReached');

/** Seconds that were talked: as was said, else from the answer to the end. */
function secondsOf({ answeredAt, endedAt, seconds }: CallRow, result: CallResult): number {
  if (result !== 'answered') return 0;
  if (seconds !== null) return seconds;
  return answeredAt && endedAt ? Math.max(0, Math.round((Date.parse(endedAt) - Date.parse(answeredAt)) / 1000)) : 0;
}

function titleOf({ workspace }: TransactionContext, { direction }: CallRow, result: CallResult): string {
  const { titles } = words[workspace.language];
  return result === 'missed' ? titles.missed : titles[direction === 'in' ? 'incoming' : 'outgoing'];
}
