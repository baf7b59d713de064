import { sql } from 'kysely';
import type { Context, TransactionContext } from '../../../server/context.ts';
import { compileSql } from '../../../server/db/compile.ts';
import type { Money } from '../../../shared/nouns/value.ts';

/** Makes other writers of these deals wait, in one order for everybody; answers those that are not in the bin. */
export async function lockLiveDeals(ctx: TransactionContext, deals: readonly string[]): Promise<ReadonlySet<string>> {
  const query = sql`select id, deleted_at is null as live from deals where id = any(${deals}::uuid[])
    order by id for no key update`;
  const rows = await ctx.db.query<{ id: string; live: boolean }>(compileSql(query));
  return new Set(rows.filter(({ live }) => live).map(({ id }) => id));
}

/** What new lines of a deal go by. */
export interface LineGround {
  /** The currency the deal's lines must be in: that of its other lines, else of its amount. */
  readonly currency: string | null;
  /** The place after the last line. */
  readonly position: number;
}

export async function listLineGrounds(
  ctx: Context,
  deals: readonly string[],
): Promise<ReadonlyMap<string, LineGround>> {
  const query = sql`select d.id, coalesce(
      (select amount_currency from deal_lines where deal = d.id and deleted_at is null and amount is not null limit 1),
      d.amount_currency) as currency,
      (select coalesce(max(position), -1)::int + 1 from deal_lines where deal = d.id) as position
    from deals d where d.id = any(${deals}::uuid[])`;
  const rows = await ctx.db.query<LineGround & { id: string }>(compileSql(query));
  return new Map(rows.map(({ id, currency, position }) => [id, { currency, position }]));
}

/** The sums of live lines, in their one currency, of those of the deals that say another amount. */
export async function listOtherSums(ctx: Context, deals: readonly string[]): Promise<ReadonlyMap<string, Money>> {
  const query = sql`select d.id, l.amount::text, l.currency from deals d, lateral (
      select sum(amount) as amount, max(amount_currency) as currency
      from deal_lines where deal = d.id and deleted_at is null and amount is not null) l
    where d.id = any(${deals}::uuid[]) and l.amount is not null
      and (d.amount is distinct from l.amount or d.amount_currency is distinct from l.currency)`;
  const rows = await ctx.db.query<Money & { id: string }>(compileSql(query));
  return new Map(rows.map(({ id, amount, currency }) => [id, { amount, currency }]));
}
