import { type Context, inTransaction } from '../../../server/context.ts';
import { newId } from '../../../server/records/uuid.ts';
import { AppError, invalidField, notFound } from '../../../shared/errors.ts';
import type { Delivery, Webhook } from '../contract/index.ts';
import { askAgain } from './deliver.job.ts';
import {
  findDelivery,
  insertDeliveries,
  listAttempts,
  listDeliveryRows,
  restartDelivery,
  restartSpan,
} from './delivery.repository.ts';
import { getWebhook } from './webhook.service.ts';

/** Sends something that says it is a test. Throws 404, 409 `webhookInactive`. */
export async function sendTest(ctx: Context, webhook: string): Promise<Delivery> {
  assertActive(await getWebhook(ctx, webhook));
  const id = newId();
  const data = { message: 'This is a test of Rapport.', webhook };
  const body = JSON.stringify({ type: 'webhook.test', timestamp: ctx.now().toISOString(), data });
  return inTransaction(ctx, async (tx) => {
    await insertDeliveries(tx.db, [{ id, webhook, type: 'webhook.test', noun: null, record: null, body }]);
    await askAgain(tx, webhook);
    return shown(tx, webhook, id);
  });
}

export async function listDeliveriesOf(
  ctx: Context,
  webhook: string,
  query: {
    readonly state?: Delivery['state'] | undefined;
    readonly limit: number;
    readonly cursor?: string | undefined;
  },
) {
  await getWebhook(ctx, webhook);
  const before = query.cursor === undefined ? null : idOf(query.cursor);
  if (query.cursor !== undefined && !before) throw invalidField('cursor', 'badCursor');
  const rows = await listDeliveryRows(ctx.db, { ...query, webhook, before, limit: query.limit + 1 });
  const items = rows.slice(0, query.limit);
  return { items, next: rows.length > query.limit ? (items.at(-1)?.id ?? null) : null };
}

/** A delivery with its body and attempts. Throws 404. */
export async function getDeliveryOf(ctx: Context, webhook: string, message: string) {
  const delivery = await find(ctx, webhook, message);
  return { ...delivery, log: await listAttempts(ctx.db, idOf(message) ?? '') };
}

/** Sends a delivery again under its own id. Throws 404, 409 `webhookInactive`. */
export async function replay(ctx: Context, webhook: string, message: string): Promise<Delivery> {
  assertActive(await getWebhook(ctx, webhook));
  await find(ctx, webhook, message);
  const id = idOf(message) ?? '';
  return inTransaction(ctx, async (tx) => {
    await restartDelivery(tx.db, webhook, id);
    await askAgain(tx, webhook);
    return shown(tx, webhook, id);
  });
}

/** Sends those of a span again; answers how many. Throws 404, 409 `webhookInactive`. */
export async function replayMany(
  ctx: Context,
  webhook: string,
  span: { readonly from: string; readonly to: string; readonly state: 'dead' | 'delivered' | 'all' },
): Promise<number> {
  assertActive(await getWebhook(ctx, webhook));
  const states = span.state === 'all' ? ['dead', 'delivered'] : [span.state];
  return inTransaction(ctx, async (tx) => {
    const count = await restartSpan(tx.db, webhook, { ...span, states });
    await askAgain(tx, webhook);
    return count;
  });
}

function assertActive(webhook: Webhook): void {
  if (!webhook.active || webhook.disabledAt) throw new AppError(409, 'webhookInactive');
}

async function find(ctx: Context, webhook: string, message: string) {
  const found = await findDelivery(ctx.db, webhook, idOf(message) ?? '');
  if (!found) throw notFound('delivery', message);
  return found;
}

async function shown(ctx: Context, webhook: string, id: string): Promise<Delivery> {
  const { body: _, ...delivery } = await find(ctx, webhook, `msg_${id}`);
  return delivery;
}

function idOf(message: string): string | null {
  return /^msg_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(message)?.[1] ?? null;
}
