import { sql } from 'kysely';
import type { Context } from '../../../server/context.ts';
import { compileSql } from '../../../server/db/compile.ts';

export async function findCompanyName(ctx: Context, id: string): Promise<string | null> {
  const [row] = await ctx.db.query<{ name: string }>(compileSql(sql`select name from companies where id = ${id}`));
  return row?.name ?? null;
}

/** The names of companies, those in the bin too, by id. */
export async function listCompanyNames(ctx: Context, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const query = sql`select id, name from companies where id = any(${ids}::uuid[])`;
  const rows = await ctx.db.query<{ id: string; name: string }>(compileSql(query));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Whether the deal's amount is decided by its lines: one without a price says nothing of it. */
export async function hasPricedLines(ctx: Context, deal: string): Promise<boolean> {
  const query = sql`select 1 from deal_lines where deal = ${deal} and deleted_at is null and amount is not null limit 1`;
  return (await ctx.db.query(compileSql(query))).length > 0;
}
