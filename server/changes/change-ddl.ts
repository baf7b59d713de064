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
  `create or replace function ensure_change_partitions(first date, months int) returns int language plpgsql as $$
    declare
      month date := date_trunc('month', first);
      starts timestamptz;
      ends timestamptz;
      name text;
      made int := 0;
    begin
      for i in 1..months loop
        name := 'change_' || to_char(month, 'YYYY_MM');
        starts := month::timestamp at time zone 'UTC';
        month := month + interval '1 month';
        ends := month::timestamp at time zone 'UTC';
        continue when to_regclass(name) is not null;
        lock table change_default in access exclusive mode;
        execute format('create table %I (like change including defaults)', name);
        execute format('with moved as (delete from change_default where at >= $1 and at < $2 returning *)
          insert into %I select * from moved', name) using starts, ends;
        execute format('alter table change attach partition %I for values from (%L) to (%L)', name, starts, ends);
        made := made + 1;
      end loop;
      return made;
    end $$`,
  'select ensure_change_partitions(current_date, 3)',
];
