import { appendChange } from '../../../server/changes/append.ts';
import { type Context, inTransaction, type TransactionContext } from '../../../server/context.ts';
import { OutgoingError } from '../../../server/outgoing/outgoing-error.ts';
import { outgoingOf } from '../../../server/outgoing/outgoing-of.ts';
import { checkedFilter } from '../../../server/records/checked-filter.ts';
import { newId } from '../../../server/records/uuid.ts';
import { AppError, invalid, invalidField, notFound, underPath } from '../../../shared/errors.ts';
import { roles } from '../../../shared/nouns/metadata.ts';
import type { Webhook, WebhookEvent, WebhookInput, WebhookPatch } from '../contract/index.ts';
import { askAgain } from './deliver.job.ts';
import { sealSecret } from './secrets.ts';
import { newSecret } from './signature.ts';
import {
  countWebhooks,
  deleteWebhookRow,
  findWebhookRow,
  insertWebhook,
  replaceSecret,
  updateWebhookRow,
} from './webhook.repository.ts';

const mostWebhooks = 50;
/** Hours the secret before is signed with after a rotation. */
const overlap = 24;

interface MadeWebhook {
  readonly webhook: Webhook;
  readonly secret: string;
}

/** Throws 409 `tooManyWebhooks`, 422 naming what of it can not be. */
export async function makeWebhook(ctx: Context, input: WebhookInput): Promise<MadeWebhook> {
  const createdBy = ctx.actor.memberId;
  if (!createdBy) throw new AppError(401, 'notSignedIn');
  await assertCallable(ctx, input.url);
  assertEvents(ctx, input.events);
  assertRole(ctx, input.role);
  const [id, secret] = [newId(), newSecret()];
  return inTransaction(ctx, async (tx) => {
    if ((await countWebhooks(tx.db)) >= mostWebhooks)
      throw new AppError(409, 'tooManyWebhooks', { maximum: mostWebhooks });
    await insertWebhook(tx.db, { ...input, id, secret: sealSecret(tx, secret), createdBy });
    await log(tx, id, 'created', null, input);
    return { webhook: await getWebhook(tx, id), secret };
  });
}

/** Throws 404, 422 naming what of it can not be. */
export async function changeWebhook(ctx: Context, id: string, patch: WebhookPatch): Promise<Webhook> {
  const before = await getWebhook(ctx, id);
  if (patch.url !== undefined && patch.url !== before.url) await assertCallable(ctx, patch.url);
  if (patch.events) assertEvents(ctx, patch.events);
  if (patch.role) assertRole(ctx, patch.role);
  return inTransaction(ctx, async (tx) => {
    await updateWebhookRow(tx.db, id, patch);
    await log(tx, id, 'updated', before, patch);
    await askAgain(tx, id);
    return getWebhook(tx, id);
  });
}

export async function removeWebhook(ctx: Context, id: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await getWebhook(tx, id);
    await deleteWebhookRow(tx.db, id);
    await appendChange(tx, { noun: 'webhook', recordId: id, kind: 'deleted', fields: {} });
  });
}

/** Gives a new secret; the old one is signed with for a day more, so that the other side can change over. */
export async function rotate(ctx: Context, id: string): Promise<MadeWebhook> {
  const secret = newSecret();
  return inTransaction(ctx, async (tx) => {
    await getWebhook(tx, id);
    await replaceSecret(tx.db, id, sealSecret(tx, secret), overlap);
    await appendChange(tx, { noun: 'webhook', recordId: id, kind: 'updated', fields: { secret: {} } });
    return { webhook: await getWebhook(tx, id), secret };
  });
}

export async function getWebhook(ctx: Context, id: string): Promise<Webhook> {
  const found = await findWebhookRow(ctx.db, id);
  if (!found) throw notFound('webhook', id);
  return found;
}

/** A name nobody knows yet may be known by the time something is sent; all else is refused at once. */
async function assertCallable(ctx: Context, url: string): Promise<void> {
  try {
    await outgoingOf(ctx).check(url);
  } catch (error) {
    if (!(error instanceof OutgoingError)) throw error;
    if (error.code !== 'outgoingUnknownHost') throw invalidField('url', error.code);
  }
}

function assertRole({ registry }: Context, role: WebhookInput['role']): void {
  const isStandard = role === null || roles.some((one) => one === role);
  if (!isStandard && !registry.whole.roles.some(({ id }) => id === role))
    throw invalid([{ path: 'role', code: 'unknownReference', params: { noun: 'accessRole' } }]);
}

function assertEvents(ctx: Context, events: readonly WebhookEvent[]): void {
  for (const [index, event] of events.entries()) {
    const noun = ctx.registry.findNoun(event.noun);
    if (!noun) throw invalidField(`events.${index}.noun`, 'unknownNoun', { noun: event.noun });
    try {
      checkedFilter(ctx, noun, event.filter ?? undefined);
    } catch (error) {
      throw underPath(`events.${index}`, error);
    }
  }
}

async function log(
  tx: TransactionContext,
  id: string,
  kind: 'created' | 'updated',
  before: Webhook | null,
  patch: WebhookPatch,
): Promise<void> {
  const was: Readonly<Record<string, unknown>> = { ...before };
  const changed = Object.entries(patch).filter(([name, to]) => JSON.stringify(was[name]) !== JSON.stringify(to));
  if (changed.length === 0) return;
  const fields = changed.map(([name, to]) => [name, { ...(before ? { from: was[name] } : {}), to }]);
  await appendChange(tx, { noun: 'webhook', recordId: id, kind, fields: Object.fromEntries(fields) });
}
