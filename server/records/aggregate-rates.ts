import { findRateSource, type RateSource } from '../computed/rates.ts';
import { filterContextOf } from '../context.ts';
import { quote, snakeCase, tableOf } from '../metadata/names.ts';
import { type BaseColumn, dayColumn, type KeyColumn, type MeasureColumn } from './aggregate-columns.ts';
import type { FilterScope } from './filter-sql.ts';

/** How amounts in other currencies become amounts in the workspace's. */
export interface Conversion {
  /** The day or moment whose rate counts (`closedOn`, `deal.closedOn`); today where it is empty or not named. */
  readonly rateOn?: string | undefined;
}

/** The day of each record's rate, and where rates are found. */
export interface RatesColumn extends BaseColumn {
  readonly table: string;
  readonly source: RateSource;
}

/** Null in a product without exchange rates. Throws 422 for a field that is no day. */
export function ratesOf({ rateOn }: Conversion, scope: FilterScope): RatesColumn | null {
  const { ctx, params } = scope;
  const source = findRateSource(ctx.registry);
  if (!source) return null;
  const today = `${params.add(filterContextOf(ctx).today)}::date`;
  const day = rateOn ? dayColumn(rateOn, scope) : null;
  const expression = day ? `coalesce(${day.expression}, ${today})` : today;
  return { expression, joins: day?.joins ?? [], source, table: tableOf(ctx.registry.getNoun(source.noun)) };
}

interface Columns {
  readonly keys: readonly KeyColumn[];
  readonly measures: readonly { readonly column: MeasureColumn | null }[];
}

/**
 * The tables `raw` (the rows as they are), `rate` and `base`: the rows with each amount in the currency `home` where there was a
 * rate on the day `d` of the row, else as it is. Rates are looked up once for each currency and day.
 */
export function convertedRows(rows: string, { keys, measures }: Columns, rates: RatesColumn, home: string): string {
  const amounts = measures.flatMap(({ column }, index) => (column?.currency ? [index] : []));
  const asked = amounts.map((index) => `select c${index} as currency, d as day from raw`).join(' union all ');
  const { currency, from, rate } = columnsOf(rates.source);
  const plain = [
    ...keys.map((_, index) => `raw.k${index}`),
    ...measures.flatMap(({ column }, index) => (column && !column.currency ? [`raw.v${index}`] : [])),
  ];
  const converted = amounts.map(
    (index) =>
      `raw.v${index} * coalesce(r${index}.rate, 1) as v${index}, case when r${index}.rate is null then raw.c${index} else ${home} end as c${index}`,
  );
  const joins = amounts.map(
    (index) => `left join rate r${index} on r${index}.currency = raw.c${index} and r${index}.day = raw.d`,
  );
  return (
    `raw as materialized (${rows}), ` +
    `rate as materialized (select a.currency, a.day, known.rate from (select distinct currency, day from (${asked}) each) a cross join lateral (` +
    `select nullif(${rate}, 0) as rate from ${quote(rates.table)} e where ${currency} = a.currency and ${from} <= a.day ` +
    `and e.deleted_at is null order by ${from} desc, e.id desc limit 1) known where a.currency <> ${home}), ` +
    `base as (select ${[...plain, ...converted].join(', ')} from raw ${joins.join(' ')})`
  );
}

function columnsOf(source: RateSource) {
  const column = (name: string) => `e.${quote(snakeCase(name))}`;
  return { currency: column(source.currency), from: column(source.from), rate: column(source.rate) };
}
