import { sql } from 'kysely';
import type { Context } from '../../../server/context.ts';
import { compileSql } from '../../../server/db/compile.ts';
import { snakeCase, tableOf } from '../../../server/metadata/names.ts';
import type { Field } from '../../../shared/nouns/field.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';

export interface NamedRecord {
  readonly id: string;
  readonly name: string;
}

/** Live records with the name that recognises them, at most `limit`; `within` narrows by a pointer's id. */
export async function listNames(
  ctx: Context,
  noun: Noun,
  field: string,
  within: Readonly<Record<string, string>>,
  limit: number,
): Promise<readonly NamedRecord[]> {
  const column = sql.ref(snakeCase(field));
  const narrowed = Object.entries(within).map(([name, id]) => sql`and ${sql.ref(snakeCase(name))} = ${id}`);
  return ctx.db.query<NamedRecord>(
    compileSql(sql`select id, ${column} as name from ${sql.table(tableOf(noun))}
      where deleted_at is null and ${column} is not null ${sql.join(narrowed, sql` `)} order by id limit ${limit}`),
  );
}

/** The live record whose field holds the value: text without case, an e-mail or phone as the first or a further entry. */
export async function findByKey(
  ctx: Context,
  noun: Noun,
  name: string,
  field: Field,
  value: unknown,
): Promise<string | null> {
  const table = sql.table(tableOf(noun));
  const column = sql.ref(snakeCase(name));
  const [entry] = Array.isArray(value) ? (value as { address?: string; number?: string }[]) : [];
  const condition = entry
    ? sql`${column} @> ${JSON.stringify([field.kind === 'emails' ? { address: entry.address } : { number: entry.number }])}::jsonb
        and ${sql.ref('search')} like ${`%${escapeLike(entry.address ?? entry.number?.slice(1) ?? '')}%`}`
    : field.kind === 'relation' || field.kind === 'member'
      ? sql`${column} = ${value}::uuid`
      : sql`lower(${column}) collate "und-x-icu" = lower(${String(value)})`;
  const query = sql`select id from ${table} where deleted_at is null and ${condition} order by id limit 1`;
  const [row] = await ctx.db.query<{ id: string }>(compileSql(query));
  return row?.id ?? null;
}

function escapeLike(text: string): string {
  return text.toLowerCase().replace(/[\\%_]/g, '\\$&');
}
