/** The webhooks of a workspace and what they were sent. Secrets are sealed: they have to be signed with. */
export const webhookDdl: readonly string[] = [
  `create table if not exists webhook (
    id uuid primary key,
    url text not null,
    description text not null,
    active boolean not null,
    role text,
    events jsonb not null,
    secret text not null,
    old_secret text,
    old_secret_until timestamptz(3),
    created_by uuid not null,
    created_at timestamptz(3) not null default now(),
    updated_at timestamptz(3) not null default now(),
    failing_since timestamptz(3),
    disabled_at timestamptz(3),
    disabled_reason text
  )`,
  `create table if not exists webhook_delivery (
    id uuid primary key,
    webhook uuid not null references webhook (id) on delete cascade,
    at timestamptz(3) not null default clock_timestamp(),
    type text not null,
    noun text,
    record uuid,
    body text not null,
    state text not null default 'waiting',
    attempts integer not null default 0,
    next_at timestamptz(3) default clock_timestamp(),
    status integer,
    milliseconds integer,
    fault text
  )`,
  'create index if not exists webhook_delivery_log_idx on webhook_delivery (webhook, id desc)',
  `create index if not exists webhook_delivery_open_idx on webhook_delivery (webhook, state, next_at) where state <> 'delivered'`,
  'create index if not exists webhook_delivery_at_idx on webhook_delivery (at)',
  `create table if not exists webhook_attempt (
    delivery uuid not null references webhook_delivery (id) on delete cascade,
    at timestamptz(3) not null default clock_timestamp(),
    status integer,
    milliseconds integer,
    fault text,
    snippet text not null
  )`,
  'create index if not exists webhook_attempt_idx on webhook_attempt (delivery, at)',
];
