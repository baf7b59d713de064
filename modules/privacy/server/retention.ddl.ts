/** Rules by which records go to the bin, and their nights; a night's records are a bulk act's of the same id. Idempotent. */
export const retentionDdl: readonly string[] = [
  `create table if not exists retention_rule (
    id uuid primary key,
    noun text not null,
    filter jsonb,
    since text not null,
    days integer not null,
    state text not null default 'off',
    fault text,
    member uuid,
    told boolean not null default false,
    created_at timestamptz(3) not null default clock_timestamp()
  )`,
  `create table if not exists retention_run (
    id uuid primary key,
    rule uuid not null,
    noun text not null,
    night date not null,
    spared jsonb not null,
    unique (rule, night)
  )`,
  'alter table retention_rule add column if not exists erase_after integer',
  // People a rule put into the bin, in the version they lie there, until they are erased; whoever was touched since is left alone.
  `create table if not exists retention_erasure (
    record uuid primary key,
    rule uuid not null,
    run uuid not null,
    version integer not null,
    due timestamptz(3) not null
  )`,
  'create index if not exists retention_erasure_due_idx on retention_erasure (rule, due, record)',
];
