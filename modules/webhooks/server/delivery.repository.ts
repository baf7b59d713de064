import type { Queryable } from '../../../server/db/database.ts';
import type { Delivery } from '../contract/index.ts';

const shown = `'msg_' || id as id, at, type, noun, record as "recordId", state, attempts,
  case when state = 'waiting' then next_at end as "nextAt", status, milliseconds, fault`;

export interface NewDelivery {
  readonly id: string;
  readonly webhook: string;
  readonly type: string;
  readonly noun: string | null;
  readonly record: string | null;
  readonly body: string;
}

export async function insertDeliveries(db: Queryable, deliveries: readonly NewDelivery[]): Promise<void> {
  await db.query({
    name: 'webhook.deliveries',
    text: `insert into webhook_delivery (id, webhook, type, noun, record, body)
      select id, webhook, type, noun, record, body
      from jsonb_to_recordset($1) as given(id uuid, webhook uuid, type text, noun text, record uuid, body text)`,
    values: [JSON.stringify(deliveries)],
  });
}

/** A delivery that is to be made now. */
export interface DueDelivery {
  readonly id: string;
  readonly body: string;
  /** Attempts made before. */
  readonly attempts: number;
}

/**
 * Takes deliveries that are due for `seconds`: nobody else takes them before that, and whoever does not come back has them
 * taken by another after it.
 */
export function claimDue(db: Queryable, webhook: string, most: number, seconds: number): Promise<DueDelivery[]> {
  return db.query<DueDelivery>({
    name: 'webhook.claim',
    text: `update webhook_delivery set next_at = clock_timestamp() + make_interval(secs => $3)
      where id in (select id from webhook_delivery where webhook = $1 and state = 'waiting' and next_at <= clock_timestamp()
        order by next_at, id limit $2 for update skip locked)
      returning id, body, attempts`,
    values: [webhook, most, seconds],
  });
}

/** When the next of the webhook's deliveries is due; null when none waits. */
export async function findNextDue(db: Queryable, webhook: string): Promise<Date | null> {
  const [row] = await db.query<{ next: string | null }>({
    name: 'webhook.next',
    text: `select min(next_at) as next from webhook_delivery where webhook = $1 and state = 'waiting'`,
    values: [webhook],
  });
  return row?.next ? new Date(row.next) : null;
}

export interface Attempt {
  readonly status: number | null;
  readonly milliseconds: number;
  readonly fault: string | null;
  readonly snippet: string;
}

/** Writes down an attempt and what became of the delivery; `wait` is in seconds. */
export async function noteAttempt(
  db: Queryable,
  id: string,
  attempt: Attempt,
  outcome: { readonly state: Delivery['state']; readonly wait: number | null },
): Promise<void> {
  const { status, milliseconds, fault, snippet } = attempt;
  await db.query({
    name: 'webhook.attempt',
    text: `with made as (update webhook_delivery set state = $6, attempts = attempts + 1, status = $2, milliseconds = $3, fault = $4,
        next_at = clock_timestamp() + make_interval(secs => $7) where id = $1 returning id)
      insert into webhook_attempt (delivery, status, milliseconds, fault, snippet) select id, $2, $3, $4, $5 from made`,
    values: [id, status, milliseconds, fault, snippet, outcome.state, outcome.wait],
  });
}

export interface DeliveryQuery {
  readonly webhook: string;
  readonly state?: Delivery['state'] | undefined;
  readonly limit: number;
  /** The id after which the page begins, going back in time. */
  readonly before: string | null;
}

export function listDeliveryRows(db: Queryable, { webhook, state, limit, before }: DeliveryQuery): Promise<Delivery[]> {
  return db.query<Delivery>({
    text: `select ${shown} from webhook_delivery where webhook = $1 and ($2::text is null or state = $2)
      and ($3::uuid is null or webhook_delivery.id < $3) order by webhook_delivery.id desc limit $4`,
    values: [webhook, state ?? null, before, limit],
  });
}

export async function findDelivery(db: Queryable, webhook: string, id: string) {
  const [row] = await db.query<Delivery & { readonly body: string }>({
    text: `select ${shown}, body from webhook_delivery where webhook = $1 and webhook_delivery.id = $2`,
    values: [webhook, id],
  });
  return row ?? null;
}

export function listAttempts(db: Queryable, delivery: string) {
  return db.query<Attempt & { readonly at: string }>({
    text: `select at, status, milliseconds, fault, snippet from webhook_attempt where delivery = $1 order by at desc limit 100`,
    values: [delivery],
  });
}

/** Lets a delivery begin anew, its attempts counted from nought. */
export async function restartDelivery(db: Queryable, webhook: string, id: string): Promise<void> {
  await db.query({
    text: `update webhook_delivery set state = 'waiting', attempts = 0, next_at = clock_timestamp() where webhook = $1 and id = $2`,
    values: [webhook, id],
  });
}

/** As `restartDelivery` for those of a span of time; answers how many. */
export async function restartSpan(
  db: Queryable,
  webhook: string,
  span: { readonly from: string; readonly to: string; readonly states: readonly string[] },
): Promise<number> {
  const rows = await db.query({
    text: `update webhook_delivery set state = 'waiting', attempts = 0, next_at = clock_timestamp()
      where webhook = $1 and at between $2 and $3 and state = any($4) returning 1 as one`,
    values: [webhook, span.from, span.to, span.states],
  });
  return rows.length;
}

/** Forgets deliveries of more than `days` ago, some at a time. */
export async function forgetDeliveries(db: Queryable, days: number): Promise<void> {
  await db.query({
    name: 'webhook.forget',
    text: `delete from webhook_delivery where id in (select id from webhook_delivery
      where at < now() - make_interval(days => $1) order by at limit 2000)`,
    values: [days],
  });
}

/** Takes away what was sent about records, and what waits to be. */
export async function forgetDeliveriesAbout(db: Queryable, ids: readonly string[]): Promise<void> {
  await db.query({ text: 'delete from webhook_delivery where record = any($1::uuid[])', values: [ids] });
}
