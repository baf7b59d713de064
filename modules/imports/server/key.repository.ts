import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../../../server/context.ts';
import { compileSql } from '../../../server/db/compile.ts';
import { snakeCase, tableOf } from '../../../server/metadata/names.ts';
import { readableAmong } from '../../../server/records/readable-among.ts';
import type { Field } from '../../../shared/nouns/field.ts';
import { allFields, type Noun } from '../../../shared/nouns/noun.ts';
import { caseFold, foldText } from '../../../shared/text/fold.ts';

/** What a record is sought by: the text of a key, and where the key alone does not tell people apart, a title too. */
export interface SoughtKey {
  readonly text: string;
  readonly title: string | null;
}

/**
 * For each key the live records that hold it in the field, the eldest first, by one statement: a text without case, an
 * e-mail or phone as the first or a further entry, a pointer's id.
 */
export async function listByKeys(
  ctx: Context,
  noun: Noun,
  name: string,
  keys: readonly SoughtKey[],
): Promise<readonly (readonly string[])[]> {
  if (keys.length === 0) return [];
  const rows = keys.map(({ text, title }, index) => ({
    ...{ n: index, key: text, title: title === null ? null : caseFold(title) },
    pattern: `%${escapeLike(foldText(text))}%`,
  }));
  const holds = conditionOf(name, allFields(noun)[name] as Field);
  const title = sql.ref(`t.${snakeCase(noun.title)}`);
  // No limit: with one, an order by id would be read along the primary key.
  const query = sql`select k.n, f.ids from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as k (n int, key text, title text, pattern text), lateral (
      select array_agg(t.id order by t.id) as ids from ${sql.table(tableOf(noun))} t
      where t.deleted_at is null and ${holds} and (k.title is null or lower(${title}) = k.title)) f
    where f.ids is not null`;
  const live = await ctx.db.query<{ n: number; ids: readonly string[] }>(compileSql(query));
  const merged = await listMergedByKey(
    ctx,
    noun,
    JSON.stringify(rows),
    sql`${holds} and (k.title is null or lower(${title}) = k.title)`,
  );
  const found = [...live, ...merged.filter(({ n }) => !live.some((one) => one.n === n))];
  const seen = await readableAmong(
    ctx,
    noun,
    found.flatMap(({ ids }) => ids),
  );
  const byKey = new Map(found.map(({ n, ids }) => [n, ids.filter((id) => seen.has(id))]));
  return keys.map((_, index) => byKey.get(index) ?? []);
}

/** What the records that hold these keys became part of: brought in once more, they are that. Merges are few beside records. */
function listMergedByKey(
  ctx: Context,
  noun: Noun,
  rows: string,
  holds: RawBuilder<unknown>,
): Promise<{ n: number; ids: string[] }[]> {
  const table = sql.table(tableOf(noun));
  return ctx.db.query(
    compileSql(sql`select k.n, array_agg(distinct w.id) as ids from record_merge m join ${table} t on t.id = m.loser
      join jsonb_to_recordset(${rows}::jsonb) as k (n int, key text, title text, pattern text) on ${holds}
      join lateral (with recursive up(id, step) as (select m.winner, 0 union all
          select o.winner, up.step + 1 from record_merge o join up on o.loser = up.id where o.state in ('merged', 'undoing'))
        select id from up order by step desc limit 1) last on true
      join ${table} w on w.id = last.id and w.deleted_at is null
      where m.noun = ${noun.name} and m.state in ('merged', 'undoing') group by k.n`),
  );
}

/** Each in the words of the index that serves it. */
function conditionOf(name: string, field: Field): RawBuilder<unknown> {
  const column = sql.ref(`t.${snakeCase(name)}`);
  const narrowed = field.search ? sql`t.search like k.pattern and` : sql``;
  switch (field.kind) {
    case 'emails':
      return sql`${narrowed} exists (select from jsonb_array_elements(${column}) e where lower(e ->> 'address') = k.key)`;
    case 'phones':
      return sql`${narrowed} ${column} @> jsonb_build_array(jsonb_build_object('number', k.key))`;
    case 'relation':
    case 'member':
      return sql`${column} = k.key::uuid`;
    default:
      return sql`lower(${column}) collate "und-x-icu" = k.key`;
  }
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
