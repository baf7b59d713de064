import type { Noun } from '../../shared/nouns/noun.ts';
import type { Context } from '../context.ts';
import type { Queryable } from '../db/database.ts';
import { quote, tableOf } from '../metadata/names.ts';
import { accessSql } from '../records/filter-sql.ts';
import { Params } from '../records/params.ts';

/** Unlogged: after a crash everybody says again where they are, within seconds. */
export const presenceDdl: readonly string[] = [
  `create unlogged table if not exists presence (
    tab uuid primary key,
    browser uuid not null,
    member uuid not null,
    noun text not null,
    record uuid not null,
    field text,
    seen_at timestamptz not null default clock_timestamp()
  )`,
];

/** Seconds for which a tab counts as present after it was last heard of. */
const lifetime = 25;

/** A tab that shows a record. */
export interface Presence {
  readonly tab: string;
  readonly browser: string;
  readonly member: string;
  readonly noun: string;
  readonly record: string;
  /** The field being edited there. */
  readonly field: string | null;
}

/**
 * Keeps the tab where it says it is, if its member may read the record. Null where they may not; else whether anything is
 * new to others.
 */
export async function keep(ctx: Context, noun: Noun, presence: Presence): Promise<{ readonly isNews: boolean } | null> {
  const params = new Params();
  const { tab, browser, member, record, field } = presence;
  const [id, ...values] = [record, tab, browser, member, noun.name, field].map((value) => params.add(value));
  const allowed = accessSql(ctx, noun, 'read', { params, alias: 't' });
  const visible = allowed ? ` and ${allowed}` : '';
  const [was] = values;
  const [row] = await ctx.db.query<{ news: boolean }>({
    text: `with before as (select record, field, seen_at from presence where tab = ${was}::uuid),
      kept as (
        insert into presence (tab, browser, member, noun, record, field)
        select ${values[0]}::uuid, ${values[1]}::uuid, ${values[2]}::uuid, ${values[3]}, t.id, ${values[4]}
        from ${quote(tableOf(noun))} t where t.id = ${id}::uuid${visible}
        on conflict (tab) do update set browser = excluded.browser, member = excluded.member, noun = excluded.noun,
          record = excluded.record, field = excluded.field, seen_at = excluded.seen_at
        returning record, field)
      select not exists (select from before b where b.record = kept.record and b.field is not distinct from kept.field
        and b.seen_at > now() - interval '${lifetime} s') as news from kept`,
    values: params.values,
  });
  return row ? { isNews: row.news } : null;
}

/** Whether the tab was anywhere. Only its own member can take it away. */
export async function end(db: Queryable, tab: string, member: string): Promise<boolean> {
  const rows = await db.query({
    text: 'delete from presence where tab = $1 and member = $2 returning tab',
    values: [tab, member],
  });
  return rows.length > 0;
}

/** Every tab that shows a record at this moment; only those at `record` when that is given. */
export function listPresent(db: Queryable, record: string | null = null): Promise<Presence[]> {
  return db.query<Presence>({
    name: 'presence.list',
    text: `select tab, browser, member, noun, record, field from presence
      where seen_at > now() - interval '${lifetime} s' and ($1::uuid is null or record = $1) order by seen_at, tab`,
    values: [record],
  });
}

/** Tabs that ended without a word; for a daily job in each workspace. */
export async function forgetAbsent(db: Queryable): Promise<void> {
  await db.query({ text: "delete from presence where seen_at < now() - interval '1 hour'" });
}
