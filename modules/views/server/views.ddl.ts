/** Saved views, and what each person has chosen among them. Members are told by id: a view outlives whoever made it. */
export const viewsDdl: readonly string[] = [
  `create table if not exists saved_view (
    id uuid primary key,
    version integer not null default 1,
    noun text not null,
    name jsonb not null,
    type text not null,
    settings jsonb not null,
    visibility text not null,
    roles text[] not null default '{}',
    default_for text[] not null default '{}',
    owner uuid,
    position integer not null default 0,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    deleted_at timestamptz)`,
  'alter table saved_view add column if not exists external_id text',
  'create index if not exists saved_view_noun_idx on saved_view (noun, position, id) where deleted_at is null',
  `create table if not exists view_choice (
    member uuid not null,
    noun text not null,
    choices jsonb not null,
    primary key (member, noun))`,
];
