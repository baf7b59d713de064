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

/** Those of the deals whose amount is decided by their lines: one without a price says nothing of it. */
export async function listPricedByLines(ctx: Context, deals: readonly string[]): Promise<ReadonlySet<string>> {
  if (deals.length === 0) return new Set();
  const query = sql`select distinct deal from deal_lines where deal = any(${deals}::uuid[]) and deleted_at is null and amount is not null`;
  const rows = await ctx.db.query<{ deal: string }>(compileSql(query));
  return new Set(rows.map(({ deal }) => deal));
}
