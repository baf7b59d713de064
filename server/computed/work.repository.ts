import type { Noun } from '../../shared/nouns/noun.ts';
import type { Queryable } from '../db/database.ts';
import { quote, snakeCase, tableOf } from '../metadata/names.ts';

/** Records whose computed fields are still to be worked out. */
export interface NewWork {
  readonly noun: string;
  /** The fields that are shown as being worked out; all computed ones when empty. */
  readonly names: readonly string[];
  /** With `target`: the records whose pointer `via` leads there. */
  readonly via: string | null;
  readonly target: string | null;
  /** These records; without `ids` and `via`, all of the noun. */
  readonly ids: readonly string[] | null;
  /** How many records that is; null where nobody has counted. */
  readonly total: number | null;
}

export interface Work extends NewWork {
  readonly id: string;
  /** The last record that was worked out; they go in the order of ids. */
  readonly after: string | null;
}

export const workDdl = [
  `create table if not exists computed_work (
    id bigint generated always as identity primary key,
    noun text not null,
    names text[] not null,
    via text,
    target uuid,
    ids uuid[],
    after uuid,
    done integer not null default 0,
    total integer,
    at timestamptz not null default now())`,
];

export async function insertWork(db: Queryable, parts: readonly NewWork[]): Promise<void> {
  await db.query({
    text: `insert into computed_work (noun, names, via, target, ids, total)
      select noun, names, via, target, ids, total
      from jsonb_to_recordset($1::jsonb) as w (noun text, names text[], via text, target uuid, ids uuid[], total integer)`,
    values: [JSON.stringify(parts)],
  });
}

/** Whether anything is still to be worked out. */
export async function hasWork(db: Queryable): Promise<boolean> {
  return (await db.query({ text: 'select 1 from computed_work limit 1' })).length > 0;
}

/** Whether all of the noun waits to have these fields worked out; it is not begun before this transaction ends. */
export async function hasUnstarted(db: Queryable, noun: string, names: readonly string[]): Promise<boolean> {
  const waiting = await db.query({
    text: `select 1 from computed_work where noun = $1 and names = $2::text[] and via is null and ids is null and after is null
      limit 1 for update skip locked`,
    values: [noun, names],
  });
  return waiting.length > 0;
}

/** The oldest work nobody is at. */
export async function takeWork(db: Queryable): Promise<Work | null> {
  const [row] = await db.query<Work>({
    text: 'select id::text, noun, names, via, target, ids, total, after from computed_work order by id limit 1 for update skip locked',
  });
  return row ?? null;
}

/** The next records of a work, in the order of their ids. */
export async function listNext(db: Queryable, noun: Noun, work: Work, limit: number): Promise<string[]> {
  const rows = await db.query<{ id: string }>({
    text: `select id from ${quote(tableOf(noun))} where ($1::uuid is null or id > $1)${whichSql(work)} order by id limit $2`,
    values: [work.after, limit, ...(work.via ? [work.target] : work.ids ? [work.ids] : [])],
  });
  return rows.map(({ id }) => id);
}

function whichSql({ via, ids }: Work): string {
  if (via) return ` and ${quote(snakeCase(via))} = $3::uuid`;
  return ids ? ' and id = any($3::uuid[])' : '';
}

export async function moveWork(db: Queryable, id: string, after: string, count: number): Promise<void> {
  await db.query({
    text: 'update computed_work set after = $2, done = done + $3 where id = $1',
    values: [id, after, count],
  });
}

export async function endWork(db: Queryable, id: string): Promise<void> {
  await db.query({ text: 'delete from computed_work where id = $1', values: [id] });
}

/** What is still being worked out: how many records are done of how many. */
export interface WorkState {
  readonly noun: string;
  /** All computed fields when empty. */
  readonly names: readonly string[];
  readonly done: number;
  readonly total: number | null;
}

export function listWork(db: Queryable): Promise<WorkState[]> {
  return db.query<WorkState>({
    text: `select noun, names, sum(done)::int as done, case when bool_and(total is not null) then sum(total)::int end as total
      from computed_work group by noun, names order by noun, names`,
  });
}
