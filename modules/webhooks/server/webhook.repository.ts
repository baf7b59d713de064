import type { Queryable } from '../../../server/db/database.ts';
import type { Webhook, WebhookInput, WebhookPatch } from '../contract/index.ts';

const shown = `w.id, w.url, w.description, w.active, w.role, w.events, w.created_by as "createdBy", w.created_at as "createdAt",
  w.updated_at as "updatedAt", case when w.old_secret_until > now() then w.old_secret_until end as "oldSecretUntil",
  w.failing_since as "failingSince", w.disabled_at as "disabledAt", w.disabled_reason as "disabledReason",
  (select count(*)::int from webhook_delivery d where d.webhook = w.id and d.state = 'waiting') as waiting,
  (select count(*)::int from webhook_delivery d where d.webhook = w.id and d.state = 'dead') as dead`;

export function listWebhookRows(db: Queryable): Promise<Webhook[]> {
  return db.query<Webhook>({ text: `select ${shown} from webhook w order by w.id` });
}

export async function findWebhookRow(db: Queryable, id: string): Promise<Webhook | null> {
  const [row] = await db.query<Webhook>({ text: `select ${shown} from webhook w where w.id = $1`, values: [id] });
  return row ?? null;
}

/** Those that changes are sent to, in their order; `active` and not switched off. */
export type ActiveWebhook = Pick<Webhook, 'id' | 'url' | 'role' | 'events' | 'createdBy'>;
export function listActiveWebhooks(db: Queryable): Promise<ActiveWebhook[]> {
  return db.query<ActiveWebhook>({
    name: 'webhook.active',
    text: `select id, url, role, events, created_by as "createdBy" from webhook
      where active and disabled_at is null order by id`,
  });
}

export async function countWebhooks(db: Queryable): Promise<number> {
  const [row] = await db.query<{ count: number }>({ text: 'select count(*)::int as count from webhook' });
  return row?.count ?? 0;
}

export async function insertWebhook(
  db: Queryable,
  hook: WebhookInput & { readonly id: string; readonly secret: string; readonly createdBy: string },
): Promise<void> {
  const { id, url, description, active, role, events, secret, createdBy } = hook;
  await db.query({
    text: `insert into webhook (id, url, description, active, role, events, secret, created_by)
      values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: [id, url, description, active, role, JSON.stringify(events), secret, createdBy],
  });
}

/** Writes what is given; whoever switches it on takes back that it was switched off. */
export async function updateWebhookRow(db: Queryable, id: string, patch: WebhookPatch): Promise<void> {
  const { url, description, active, role, events } = patch;
  await db.query({
    text: `update webhook set url = coalesce($2, url), description = coalesce($3, description),
      active = coalesce($4, active), role = case when $5 then $6 else role end, events = coalesce($7, events),
      disabled_at = case when $4 then null else disabled_at end,
      disabled_reason = case when $4 then null else disabled_reason end,
      failing_since = case when $4 then null else failing_since end, updated_at = now() where id = $1`,
    values: [
      ...[id, url ?? null, description ?? null, active ?? null, role !== undefined, role ?? null],
      events ? JSON.stringify(events) : null,
    ],
  });
}

export async function deleteWebhookRow(db: Queryable, id: string): Promise<void> {
  await db.query({ text: 'delete from webhook where id = $1', values: [id] });
}

/** Puts a new secret in place of the one there is, which stays good for `hours` more. */
export async function replaceSecret(db: Queryable, id: string, secret: string, hours: number): Promise<void> {
  await db.query({
    text: `update webhook set old_secret = secret, old_secret_until = now() + make_interval(hours => $3), secret = $2,
      updated_at = now() where id = $1`,
    values: [id, secret, hours],
  });
}

/** What is signed with now, the newest first, as it is kept. */
export async function listSecrets(db: Queryable, id: string): Promise<readonly string[]> {
  const [row] = await db.query<{ secret: string; old: string | null }>({
    name: 'webhook.secrets',
    text: 'select secret, case when old_secret_until > now() then old_secret end as old from webhook where id = $1',
    values: [id],
  });
  return row ? [row.secret, ...(row.old ? [row.old] : [])] : [];
}

/** Notes whether attempts come through; answers since when they have not. */
export async function noteHealth(db: Queryable, id: string, works: boolean): Promise<string | null> {
  const [row] = await db.query<{ since: string | null }>({
    name: 'webhook.health',
    text: `update webhook set failing_since = case when $2 then null else coalesce(failing_since, now()) end
      where id = $1 returning failing_since as since`,
    values: [id, works],
  });
  return row?.since ?? null;
}

/** Switches a webhook off; false when it was off already. */
export async function disableRow(db: Queryable, id: string, reason: string): Promise<boolean> {
  const rows = await db.query({
    text: `update webhook set disabled_at = now(), disabled_reason = $2 where id = $1 and disabled_at is null returning id`,
    values: [id, reason],
  });
  return rows.length > 0;
}
