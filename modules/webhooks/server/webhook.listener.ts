import { actAs, actWithin } from '../../../server/access/act-as.ts';
import type { Change, Listener } from '../../../server/changes/change.ts';
import { readableChange } from '../../../server/changes/readable-change.ts';
import { inTransaction, type TransactionContext } from '../../../server/context.ts';
import { readMatching } from '../../../server/records/read-matching.ts';
import { newId } from '../../../server/records/uuid.ts';
import { AppError } from '../../../shared/errors.ts';
import type { WebhookEvent } from '../contract/index.ts';
import { askAgain } from './deliver.job.ts';
import { insertDeliveries, type NewDelivery } from './delivery.repository.ts';
import { switchOff } from './switch-off.ts';
import { type ActiveWebhook, listActiveWebhooks } from './webhook.repository.ts';

/** Writes down what each webhook is to be sent, in the transaction that moves the listener's cursor: none is lost or doubled. */
export const webhookListener: Listener = {
  name: 'webhooks.deliver',
  handle: (ctx, changes) =>
    inTransaction(ctx, async (tx) => {
      for (const hook of await listActiveWebhooks(tx.db)) await takeIn(tx, hook, changes);
    }),
};

async function takeIn(tx: TransactionContext, hook: ActiveWebhook, changes: readonly Change[]): Promise<void> {
  const wanted = hook.events.flatMap((event) => {
    const own = changes.filter(({ noun, kind }) => noun === event.noun && isOneOf(event.kinds, kind));
    return own.length > 0 ? [{ event, own }] : [];
  });
  if (wanted.length === 0) return;
  const maker = await actAs(tx, hook.createdBy);
  if (!maker) return switchOff(tx, hook.id, 'memberGone');
  const acting = hook.role === null ? maker : actWithin(maker, hook.role, hook.id);
  const found: (readonly [Change, string])[] = [];
  for (const { event, own } of wanted) {
    const records = await recordsOf(acting, event, own);
    if (records === 'badFilter') return switchOff(tx, hook.id, 'badFilter');
    for (const change of own) {
      const record = records.get(change.recordId);
      if (record !== undefined) found.push([change, record]);
    }
  }
  if (found.length === 0) return;
  found.sort(([one], [other]) => (BigInt(one.id) < BigInt(other.id) ? -1 : 1));
  await insertDeliveries(
    tx.db,
    found.map(([change, record]) => deliveryOf(acting, hook.id, change, record)),
  );
  await askAgain(tx, hook.id);
}

function isOneOf(kinds: WebhookEvent['kinds'], kind: string): boolean {
  return (kinds as readonly string[]).includes(kind);
}

/** The records as the webhook's member may read them and as its filter wants them; `badFilter` once the filter fits no more. */
async function recordsOf(ctx: TransactionContext, event: WebhookEvent, changes: readonly Change[]) {
  const noun = ctx.registry.findNoun(event.noun);
  if (!noun) return new Map<string, string>();
  const ids = changes.map(({ recordId }) => recordId);
  try {
    return await readMatching(ctx, noun, ids, event.filter ?? undefined);
  } catch (error) {
    // Fields come and go; the other webhooks must not wait for this one.
    if (error instanceof AppError && error.status === 422) return 'badFilter';
    if (error instanceof AppError && error.status === 403) return new Map<string, string>();
    throw error;
  }
}

function deliveryOf(ctx: TransactionContext, webhook: string, change: Change, record: string): NewDelivery {
  const { noun, recordId, kind, at } = change;
  const { id, memberId, through, fields } = readableChange(ctx, change);
  const type = `${noun}.${kind}`;
  const about = JSON.stringify({ noun, id: recordId, change: { id, memberId, through, fields } });
  // The record is JSON already.
  const body = `{"type":${JSON.stringify(type)},"timestamp":${JSON.stringify(at)},"data":${about.slice(0, -1)},"record":${record}}}`;
  return { id: newId(), webhook, type, noun, record: recordId, body };
}
