import { actAs, actWithin } from '../../../server/access/act-as.ts';
import { asSystem, type TransactionContext } from '../../../server/context.ts';
import type { Queryable } from '../../../server/db/database.ts';
import { readMatching } from '../../../server/records/read-matching.ts';
import { newId } from '../../../server/records/uuid.ts';
import { AppError } from '../../../shared/errors.ts';
import { askAgain } from './deliver.job.ts';
import { insertDeliveries } from './delivery.repository.ts';
import { listActiveWebhooks } from './webhook.repository.ts';

/** Whether something can be sent to the webhook: it is there and active. */
export async function isCallable(db: Queryable, webhook: string): Promise<boolean> {
  return (await listActiveWebhooks(db)).some(({ id }) => id === webhook);
}

/**
 * Sends a webhook one record that a process has it sent, whatever its events are, as whoever made the webhook and its role both may
 * read it; false where they may not. Throws 409 `webhookInactive`.
 */
export async function sendRecord(
  tx: TransactionContext,
  webhook: string,
  { noun: name, id }: { readonly noun: string; readonly id: string },
): Promise<boolean> {
  const hook = (await listActiveWebhooks(tx.db)).find((one) => one.id === webhook);
  const maker = hook && (await actAs(asSystem(tx), hook.createdBy));
  if (!hook || !maker) throw new AppError(409, 'webhookInactive');
  const reader = hook.role === null ? maker : actWithin(maker, hook.role, hook.id);
  const record = await readFor(reader, name, id);
  if (record === null) return false;
  const type = `${name}.process`;
  const about = JSON.stringify({ noun: name, id, process: tx.process ?? null });
  // The record is JSON already.
  const body = `{"type":${JSON.stringify(type)},"timestamp":${JSON.stringify(tx.now().toISOString())},"data":${about.slice(0, -1)},"record":${record}}}`;
  await insertDeliveries(tx.db, [{ id: newId(), webhook, type, noun: name, record: id, body }]);
  await askAgain(tx, webhook);
  return true;
}

async function readFor(reader: TransactionContext, name: string, id: string): Promise<string | null> {
  const noun = reader.registry.findNoun(name);
  if (!noun) return null;
  try {
    return (await readMatching(reader, noun, [id])).get(id) ?? null;
  } catch (error) {
    if (error instanceof AppError && error.status === 403) return null;
    throw error;
  }
}
