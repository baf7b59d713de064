/**
 * The processes of a workspace and their runs. A change starts a process once, whatever is heard again: the unique index holds it.
 * Idempotent.
 */
export const processDdl: readonly string[] = [
  `create table if not exists process (
    id uuid primary key,
    key text not null unique,
    version integer not null default 1,
    name text not null,
    noun text not null,
    start jsonb not null,
    filter jsonb,
    steps jsonb not null,
    on_many boolean not null,
    state text not null default 'off',
    fault text,
    member uuid,
    created_at timestamptz(3) not null default clock_timestamp(),
    updated_at timestamptz(3) not null default clock_timestamp(),
    deleted_at timestamptz(3)
  )`,
  `create table if not exists process_run (
    id uuid primary key,
    process uuid not null references process (id),
    noun text not null,
    record uuid not null,
    occasion text not null,
    starter uuid,
    depth integer not null,
    at timestamptz(3) not null default clock_timestamp(),
    state text not null default 'waiting',
    attempts integer not null default 0,
    next_at timestamptz(3) default clock_timestamp(),
    done_at timestamptz(3),
    step integer,
    problem jsonb,
    made jsonb not null default '[]'
  )`,
  'alter table process add column if not exists calendar_day date, add column if not exists missed jsonb',
  // The steps behind it where it waits to go on, and whether the last condition let it pass.
  'alter table process_run add column if not exists at_step integer not null default 0, add column if not exists passed boolean',
  // What the maker should know of it.
  `alter table process_run add column if not exists notes jsonb not null default '[]'`,
  'create unique index if not exists process_run_once_idx on process_run (process, occasion)',
  'create index if not exists process_run_log_idx on process_run (process, id desc)',
  `create index if not exists process_run_waiting_idx on process_run (process, next_at, id) where state = 'waiting'`,
  'create index if not exists process_run_record_idx on process_run (record)',
  'create index if not exists process_run_at_idx on process_run (at)',
];
