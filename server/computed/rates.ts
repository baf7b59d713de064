import { localDate } from '../../shared/dates/time-zone.ts';
import type { RollUp } from '../../shared/nouns/field.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { Context, TransactionContext } from '../context.ts';
import { quote, snakeCase, tableOf } from '../metadata/names.ts';
import type { Registry } from '../metadata/registry.ts';
import type { Params } from '../records/params.ts';
import { countAll } from './count-all.ts';
import { computedPlanOf } from './plan.ts';
import { addWorkOnce } from './work.ts';

/** The noun that holds what one unit of a currency is worth in the workspace's from a day on, and its fields. */
export interface RateSource {
  readonly noun: string;
  readonly currency: string;
  readonly from: string;
  readonly rate: string;
}

/** Null in a product without exchange rates. */
export function findRateSource({ modules }: Pick<Registry, 'modules'>): RateSource | null {
  return modules.find(({ rates }) => rates)?.rates ?? null;
}

/**
 * SQL of what one unit of the currency of a gathered record `c` is worth in the workspace's, at the rate in force on the
 * day of `rateOn`, today where it has none; null where no rate is known, or one of nothing.
 */
export function rateSql(ctx: Context, source: Noun, rollUp: RollUp, currency: string, params: Params): string {
  const rates = findRateSource(ctx.registry);
  const home = params.add(ctx.workspace.currency);
  if (!rates) return `case when ${currency} = ${home} then 1 end`;
  const [code, from, rate] = [rates.currency, rates.from, rates.rate].map((name) => `e.${quote(snakeCase(name))}`);
  return `case when ${currency} = ${home} then 1 else (
    select nullif(${rate}, 0) from ${quote(tableOf(ctx.registry.getNoun(rates.noun)))} e
    where ${code} = ${currency} and ${from} <= ${daySql(ctx, source, rollUp, params)} and e.deleted_at is null
    order by ${from} desc, e.id desc limit 1) end`;
}

function daySql(ctx: Context, source: Noun, { rateOn }: RollUp, params: Params): string {
  const today = `${params.add(todayOf(ctx))}::date`;
  if (!rateOn) return today;
  const column = `c.${quote(snakeCase(rateOn))}`;
  const isDay = source.fields[rateOn]?.kind === 'date';
  const day = isDay ? column : `(${column} at time zone ${params.add(ctx.workspace.timeZone)})::date`;
  return `coalesce(${day}, ${today})`;
}

/** Works out anew what is made of other currencies' amounts: rates, or the workspace's own currency, have changed. */
export async function followRates(ctx: TransactionContext): Promise<void> {
  for (const [name, fields] of computedPlanOf(ctx.registry).fields) {
    const names = fields.filter(({ usesRates }) => usesRates).map((field) => field.name);
    if (names.length === 0) continue;
    await addWorkOnce(ctx, { noun: name, names, total: await countAll(ctx.db, ctx.registry.getNoun(name)) });
  }
}

/** Whether a rate has come into force after the day `since`; also where nobody knows when that was looked at. */
export async function haveRatesBegun(ctx: Context, since: string | undefined): Promise<boolean> {
  const rates = findRateSource(ctx.registry);
  if (!rates || !since) return rates !== null;
  const from = quote(snakeCase(rates.from));
  const begun = await ctx.db.query({
    text: `select 1 from ${quote(tableOf(ctx.registry.getNoun(rates.noun)))}
      where ${from} > $1::date and ${from} <= $2::date and deleted_at is null limit 1`,
    values: [since, todayOf(ctx)],
  });
  return begun.length > 0;
}

function todayOf({ workspace, now }: Context): string {
  return localDate(workspace.timeZone, now());
}
