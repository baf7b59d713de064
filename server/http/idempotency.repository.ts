import type { Queryable, Transaction } from '../db/database.ts';

/** The table of answers given, in each workspace's schema; may run any number of times. */
export const idempotencyDdl: readonly string[] = [
  `create table if not exists idempotency (
    member text not null,
    route text not null,
    key text not null,
    request_hash text not null,
    status integer,
    headers jsonb,
    body text,
    at timestamptz not null default now(),
    primary key (member, route, key)
  )`,
  'create index if not exists idempotency_at on idempotency (at)',
];

/** Forgets the answers older than 24 hours; for a daily job in each workspace. */
export async function forgetOldAnswers(db: Queryable): Promise<void> {
  await db.query({ text: `delete from idempotency where at < now() - interval '24 hours'` });
}

/** A write that is to happen once. */
export interface OnceKey {
  readonly member: string;
  readonly route: string;
  readonly key: string;
  readonly requestHash: string;
}

export interface StoredAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: string | null;
}

/**
 * Takes the key for this transaction; false when it was used in the last 24 hours. A concurrent twin is waited for as
 * long as `waitMs`, then PostgreSQL refuses with 55P03; the same patience holds for the locks of the whole transaction.
 */
export async function claimKey(db: Transaction, once: OnceKey, waitMs: number): Promise<boolean> {
  await db.query({ text: `set local lock_timeout = ${Math.trunc(waitMs)}` });
  const claimed = await db.query({
    name: 'idempotency-claim',
    text: `insert into idempotency (member, route, key, request_hash) values ($1, $2, $3, $4)
      on conflict (member, route, key) do update
        set request_hash = excluded.request_hash, status = null, headers = null, body = null, at = now()
        where idempotency.at < now() - interval '24 hours'
      returning 1 as claimed`,
    values: [once.member, once.route, once.key, once.requestHash],
  });
  return claimed.length === 1;
}

export async function storeAnswer(db: Transaction, once: OnceKey, answer: StoredAnswer): Promise<void> {
  await db.query({
    name: 'idempotency-store',
    text: `update idempotency set status = $4, headers = $5::jsonb, body = $6 where member = $1 and route = $2 and key = $3`,
    values: [once.member, once.route, once.key, answer.status, JSON.stringify(answer.headers), answer.body],
  });
}

/** The answer given to this key; null when it was forgotten meanwhile. */
export async function findAnswer(
  db: Transaction,
  once: OnceKey,
): Promise<(StoredAnswer & { readonly requestHash: string }) | null> {
  const [found] = await db.query<StoredAnswer & { requestHash: string }>({
    name: 'idempotency-find',
    text: `select request_hash as "requestHash", status, headers, body from idempotency
      where member = $1 and route = $2 and key = $3 and status is not null`,
    values: [once.member, once.route, once.key],
  });
  return found ?? null;
}
