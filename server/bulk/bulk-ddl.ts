/** Bulk acts and what each did to each record. Idempotent, run in a workspace's schema. */
export const bulkDdl: readonly string[] = [
  `create table if not exists bulk_job (
    id uuid primary key,
    noun text not null,
    act jsonb not null,
    member uuid not null,
    through text not null,
    state text not null,
    total integer not null,
    created_at timestamptz(3) not null default clock_timestamp(),
    finished_at timestamptz(3)
  )`,
  'create index if not exists bulk_job_at_idx on bulk_job (created_at)',
  `create table if not exists bulk_item (
    job uuid not null references bulk_job (id) on delete cascade,
    n integer not null,
    record uuid not null,
    state text not null default 'waiting',
    version integer,
    before jsonb,
    code text,
    field text,
    primary key (job, n)
  )`,
  'create index if not exists bulk_item_state_idx on bulk_item (job, state, n)',
  'create index if not exists bulk_item_record_idx on bulk_item (job, record)',
];
