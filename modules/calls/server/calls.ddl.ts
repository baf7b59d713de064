/** Telephone systems, and what they told of calls. The calls themselves are logged activities (tasks); their keys are sealed. */
export const callsDdl: readonly string[] = [
  `create table if not exists phone_exchange (
    id uuid primary key,
    name text not null,
    active boolean not null,
    networks jsonb not null,
    dial_url text,
    lines jsonb not null,
    extensions jsonb not null,
    key text not null,
    created_at timestamptz(3) not null default now(),
    last_event_at timestamptz(3)
  )`,
  `create table if not exists phone_call (
    id uuid primary key,
    exchange uuid not null,
    call text not null,
    direction text not null,
    number text not null,
    line text,
    members uuid[] not null default '{}',
    answered_by uuid,
    rang_at timestamptz(3) not null,
    answered_at timestamptz(3),
    ended_at timestamptz(3),
    result text,
    seconds integer,
    task uuid,
    call_back uuid,
    is_test boolean not null default false,
    unique (exchange, call)
  )`,
  'alter table phone_exchange add column if not exists keep_days integer',
  'alter table phone_call add column if not exists recording_url text, add column if not exists recording uuid',
  'create index if not exists phone_call_recording_idx on phone_call (recording)',
  `create table if not exists recording_hearing (
    recording uuid not null,
    member uuid not null,
    at timestamptz(3) not null,
    primary key (recording, member)
  )`,
  'create index if not exists phone_call_members_idx on phone_call using gin (members)',
  'create index if not exists phone_call_rang_idx on phone_call (rang_at)',
  'create index if not exists phone_call_task_idx on phone_call (task)',
];
