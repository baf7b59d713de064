/**
 * What was looked at and taken out of a workspace, as idempotent statements run in its schema. `access_log` is only ever
 * appended to, `read_count` only ever added to; retention alone takes from them.
 */
export const accessDdl: readonly string[] = [
  'create sequence if not exists access_id',
  `create table if not exists access_log (
    id bigint not null default nextval('access_id'),
    at timestamptz(3) not null default clock_timestamp(),
    member uuid,
    door text not null,
    address text,
    kind text not null,
    noun text,
    records int not null,
    ids uuid[],
    details jsonb not null
  ) partition by range (at)`,
  // Takes what no month has a partition for, so that writing never fails.
  'create table if not exists access_log_default partition of access_log default',
  'create index if not exists access_log_at_idx on access_log (at, id)',
  'create index if not exists access_log_member_idx on access_log (member, at, id)',
  'create index if not exists access_log_ids_idx on access_log using gin (ids)',
  /** How much somebody read in a span of time, by door and noun: a row a minute for programs, one in ten minutes for people. */
  `create table if not exists read_count (
    id bigint not null default nextval('access_id'),
    at timestamptz(0) not null,
    member uuid not null,
    noun text not null,
    door text not null,
    address text not null,
    requests int not null,
    records int not null,
    primary key (member, at, noun, door, address)
  )`,
  'create index if not exists read_count_at_idx on read_count (at)',
  /** Records taken on a day of the workspace's, counted against the daily limit. */
  `create table if not exists taken_today (
    member uuid not null,
    day date not null,
    records int not null,
    primary key (member, day)
  )`,
  `create table if not exists oversight_setting (
    one boolean primary key default true check (one),
    settings jsonb not null
  )`,
  /** Whoever read as much in a day of the workspace's as their role may, and whether an owner let them go on for the rest of it. */
  `create table if not exists read_limit_reached (
    member uuid not null,
    day date not null,
    at timestamptz(3) not null default clock_timestamp(),
    lifted boolean not null default false,
    primary key (member, day)
  )`,
  /** Whoever may not go on reading in mass until an owner lets them. */
  `create table if not exists access_block (
    member uuid primary key,
    at timestamptz(3) not null default clock_timestamp(),
    kind text not null
  )`,
];
