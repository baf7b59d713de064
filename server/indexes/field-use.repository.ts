import type { Queryable } from '../db/database.ts';

/** How often lists were narrowed or ordered by an added field, and which of its indexes could not be made. */
export const fieldUseDdl = [
  `create table if not exists field_use (
    noun text not null,
    field text not null,
    uses bigint not null,
    last_on date not null,
    primary key (noun, field))`,
  `create table if not exists index_failure (
    name text primary key,
    message text not null,
    at timestamptz not null default now())`,
];

/** What has been asked for of a field. */
export interface FieldUses {
  readonly noun: string;
  readonly field: string;
  readonly uses: number;
  /** Whole days since the last time; 0 is today. */
  readonly daysAgo: number;
}

export async function addUses(db: Queryable, uses: readonly Pick<FieldUses, 'noun' | 'field' | 'uses'>[]) {
  await db.query({
    text: `insert into field_use as u (noun, field, uses, last_on)
      select noun, field, uses, current_date from jsonb_to_recordset($1::jsonb) as g (noun text, field text, uses bigint)
      order by noun, field
      on conflict (noun, field) do update set uses = u.uses + excluded.uses, last_on = excluded.last_on`,
    values: [JSON.stringify(uses)],
  });
}

/** Fields count as asked for on the day they were added. */
export function listUses(db: Queryable): Promise<FieldUses[]> {
  return db.query<FieldUses>({
    text: `select f.noun, f.name as field, coalesce(u.uses, 0)::float8 as uses,
        current_date - greatest(u.last_on, f.created_at::date) as "daysAgo"
      from custom_field f left join field_use u on u.noun = f.noun and u.field = f.name`,
  });
}

/** An index as the database has it. */
export interface MadeIndex {
  readonly name: string;
  /** False where making it was cut short. */
  readonly valid: boolean;
  /** How much of it is made, from 0 to 1, while it is. */
  readonly progress: number | null;
}

export function listIndexes(db: Queryable): Promise<MadeIndex[]> {
  return db.query<MadeIndex>({
    text: `select c.relname::text as name, i.indisvalid as valid,
        case when p.pid is not null then coalesce(p.blocks_done::float8 / nullif(p.blocks_total, 0), 0) end as progress
      from pg_index i join pg_class c on c.oid = i.indexrelid
        left join pg_stat_progress_create_index p on p.index_relid = i.indexrelid
      where c.relnamespace = current_schema()::regnamespace`,
  });
}

/** Foreign keys whose records nobody has looked through yet. */
export function listUnseenKeys(db: Queryable): Promise<{ name: string; table: string }[]> {
  return db.query({
    text: `select conname::text as name, c.relname::text as table from pg_constraint join pg_class c on c.oid = conrelid
      where connamespace = current_schema()::regnamespace and contype = 'f' and not convalidated order by conname`,
  });
}

/** Indexes that could not be made, by name. */
export async function listFailures(db: Queryable): Promise<ReadonlyMap<string, string>> {
  const rows = await db.query<{ name: string; message: string }>({
    text: `select name, message from index_failure where at > now() - interval '1 day'`,
  });
  return new Map(rows.map(({ name, message }) => [name, message]));
}

export async function noteFailure(db: Queryable, name: string, message: string): Promise<void> {
  await db.query({
    text: `insert into index_failure (name, message) values ($1, $2)
      on conflict (name) do update set message = excluded.message, at = now()`,
    values: [name, message],
  });
}

export async function forgetFailure(db: Queryable, name: string): Promise<void> {
  await db.query({ text: 'delete from index_failure where name = $1', values: [name] });
}
