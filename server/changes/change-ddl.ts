/**
 * The change log and the listeners' cursors of a workspace, as idempotent statements run in its schema. `tx` is the
 * writing transaction: ids are given out before transactions commit, so reading by id alone would lose what commits late.
 */
export const changeDdl: readonly string[] = [
  'create sequence if not exists change_id',
  // A sequence, because before PostgreSQL 17 partitioned tables have no identity columns that partitions share.
  `create table if not exists change (
    id bigint not null default nextval('change_id'),
    tx xid8 not null default pg_current_xact_id(),
    at timestamptz(3) not null default clock_timestamp(),
    member uuid,
    through text not null,
    noun text not null,
    record uuid not null,
    kind text not null,
    fields jsonb not null
  ) partition by range (at)`,
  'create index if not exists change_record_idx on change (record, at desc, id desc)',
  'create index if not exists change_tx_idx on change (tx, id)',
  // Takes what no month has a partition for, so that writing never fails.
  'create table if not exists change_default partition of change default',
  `create table if not exists change_cursor (
    listener text primary key,
    tx xid8 not null,
    id bigint not null,
    at timestamptz(3) not null default clock_timestamp()
  )`,
  'select ensure_change_partitions(current_date, 3)',
];
