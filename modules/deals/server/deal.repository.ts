import { sql } from 'kysely';
import type { Context } from '../../../server/context.ts';
import { compileSql } from '../../../server/db/compile.ts';
import type { Money } from '../../../shared/nouns/value.ts';

export async function findCompanyName(ctx: Context, id: string): Promise<string | null> {
  const [row] = await ctx.db.query<{ name: string }>(compileSql(sql`select name from companies where id = ${id}`));
  return row?.name ?? null;
}

/** Whether the deal's amount is decided by its lines: one without a price says nothing of it. */
export async function hasPricedLines(ctx: Context, deal: string): Promise<boolean> {
  const query = sql`select 1 from deal_lines where deal = ${deal} and deleted_at is null and amount is not null limit 1`;
  return (await ctx.db.query(compileSql(query))).length > 0;
}

/** The sum of a deal's live lines in their one currency, where the deal says another amount; null where they agree. */
export async function findOtherSum(ctx: Context, deal: string): Promise<Money | null> {
  const query = sql`select l.amount::text, l.currency from deals d, lateral (
      select sum(amount) as amount, max(amount_currency) as currency
      from deal_lines where deal = d.id and deleted_at is null and amount is not null) l
    where d.id = ${deal} and l.amount is not null
      and (d.amount is distinct from l.amount or d.amount_currency is distinct from l.currency)`;
  const [row] = await ctx.db.query<Money>(compileSql(query));
  return row ?? null;
}

/** The currency the deal's lines must be in: that of its other lines, else of its amount. */
export async function findCurrency(ctx: Context, deal: string): Promise<string | null> {
  const query = sql`select coalesce(
      (select amount_currency from deal_lines where deal = ${deal} and deleted_at is null and amount is not null limit 1),
      (select amount_currency from deals where id = ${deal})) as currency`;
  const [row] = await ctx.db.query<{ currency: string | null }>(compileSql(query));
  return row?.currency ?? null;
}

/** The place after the deal's last line. */
export async function nextPosition(ctx: Context, deal: string): Promise<number> {
  const query = sql`select coalesce(max(position), -1)::int + 1 as next from deal_lines where deal = ${deal}`;
  const [row] = await ctx.db.query<{ next: number }>(compileSql(query));
  return row?.next ?? 0;
}
