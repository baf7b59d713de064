/** The reports people have built. Members are told by id: a report outlives whoever made it. Idempotent. */
export const ownReportDdl: readonly string[] = [
  `create table if not exists own_report (
    id uuid primary key,
    version integer not null default 1,
    external_id text,
    noun text not null,
    name jsonb not null,
    settings jsonb not null,
    visibility text not null,
    roles text[] not null default '{}',
    owner uuid,
    created_at timestamptz(3) not null default clock_timestamp(),
    updated_at timestamptz(3) not null default clock_timestamp(),
    deleted_at timestamptz(3)
  )`,
  'create index if not exists own_report_owner_idx on own_report (owner) where deleted_at is null',
];
