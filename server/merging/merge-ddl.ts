/** Which records became one, and what was changed by it: enough to make them two again. Idempotent, run in a workspace's schema. */
export const mergeDdl: readonly string[] = [
  `create table if not exists record_merge (
    id uuid primary key,
    noun text not null,
    winner uuid not null,
    loser uuid not null,
    keep jsonb not null,
    fields jsonb not null default '{}',
    member uuid,
    undone_by uuid,
    through text not null,
    state text not null,
    total integer not null default 0,
    moved integer not null default 0,
    code text,
    field text,
    at timestamptz(3) not null default clock_timestamp(),
    ended_at timestamptz(3)
  )`,
  'create index if not exists record_merge_winner_idx on record_merge (winner, at desc)',
  'create index if not exists record_merge_loser_idx on record_merge (loser, at desc)',
  // Nothing goes into two records at once.
  `create unique index if not exists record_merge_loser_key on record_merge (loser) where state in ('waiting', 'merged', 'undoing')`,
  `create table if not exists record_merge_item (
    merge uuid not null references record_merge (id) on delete cascade,
    noun text not null,
    field text not null,
    record uuid not null,
    was jsonb,
    kept boolean not null default false,
    primary key (merge, noun, field, record)
  )`,
];
