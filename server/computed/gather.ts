import { roundMoney } from '../../shared/money/amount.ts';
import type { Field, RollUp } from '../../shared/nouns/field.ts';
import { asSystem, type Context } from '../context.ts';
import { quote, snakeCase, tableOf } from '../metadata/names.ts';
import { moneyText } from '../metadata/storage.ts';
import { compileFilter } from '../records/filter-sql.ts';
import { Params } from '../records/params.ts';
import { type Computed, gatheredFromNone, scaleOf } from './compute.ts';
import type { ComputedField } from './plan.ts';
import { rateSql } from './rates.ts';

/**
 * What a roll-up gives for each of the records: one statement over the live records that point at them, whoever may see
 * those. Amounts of several currencies are never added as they are: their sum is an error, or made of what each is worth in
 * the workspace's currency; what has no rate makes it one too.
 */
export async function gather(
  given: Context,
  { name, field, rollUp }: ComputedField & { readonly rollUp: RollUp },
  ids: readonly string[],
): Promise<ReadonlyMap<string, Computed>> {
  const ctx = asSystem(given);
  const source = ctx.registry.getNoun(rollUp.of);
  const params = new Params();
  const wanted = params.add(ids);
  const allowed = rollUp.filter
    ? ` and ${compileFilter(rollUp.filter, { ctx, noun: source, params, alias: 'c' })}`
    : '';
  const measured = rollUp.field ? source.fields[rollUp.field] : undefined;
  const isConverted = rollUp.inWorkspaceCurrency === true && measured?.kind === 'money';
  const rates = isConverted
    ? ` cross join lateral (select ${rateSql(ctx, source, rollUp, `c.${currencyColumn(rollUp)}`, params)} as rate) r`
    : '';
  const figures = isConverted
    ? convertedSql(rollUp, params.add(ctx.workspace.currency), measured)
    : measureSql(rollUp, measured, field);
  const rows = await ctx.db.query<GatheredRow>({
    text: `select p.id, g.* from unnest(${wanted}::uuid[]) p (id) cross join lateral (
      select ${figures} from ${quote(tableOf(source))} c${rates}
      where c.${quote(snakeCase(rollUp.by))} = p.id and c.deleted_at is null${allowed}) g`,
    values: params.values,
  });
  const none = gatheredFromNone(rollUp.measure, field.kind);
  return new Map(rows.map((row) => [row.id, valueIn(row, field, none, name)]));
}

interface GatheredRow {
  readonly id: string;
  readonly value: string | null;
  readonly currency: string | null;
  readonly currencies: number;
  /** The amounts were turned into another currency, and so have more decimals than it. */
  readonly converted: boolean;
  /** An error that one of the gathered values is. */
  readonly error: string | null;
}

const sqlNames = { count: 'count', sum: 'sum', min: 'min', max: 'max', average: 'avg' } as const;

function measureSql({ measure, field }: RollUp, measured: Field | undefined, own: Field): string {
  if (measure === 'count' || !field || !measured)
    return 'count(*)::text as value, null as currency, 0 as currencies, false as converted, null as error';
  const column = `c.${quote(snakeCase(field))}`;
  const figure = `${sqlNames[measure]}(${column})`;
  const isMoney = measured.kind === 'money';
  const currency = `c.${currencyColumn({ field })}`;
  const error = errorSql(field, measured);
  return (
    `${valueText(figure, own)} as value, ${isMoney ? `min(${currency})` : 'null'} as currency, ` +
    `${isMoney ? `count(distinct ${currency})::int` : '0'} as currencies, ` +
    `false as converted, ${error} as error`
  );
}

/** As `measureSql`, of what the amounts are worth at the `r.rate` of each, in the currency `home`. */
function convertedSql({ measure, field = '' }: RollUp, home: string, measured: Field): string {
  if (measure === 'count') throw new Error('What is counted has no currency');
  const column = `c.${quote(snakeCase(field))}`;
  const unrated = `case when count(*) filter (where ${column} is not null and r.rate is null) > 0 then 'rateMissing' end`;
  return (
    `${sqlNames[measure]}(${column} * r.rate)::text as value, ${home}::text as currency, ` +
    `1 as currencies, true as converted, coalesce(${errorSql(field, measured)}, ${unrated}) as error`
  );
}

/** An error that one of the measured values is. */
function errorSql(field: string, measured: Field): string {
  return measured.computed ? `min(c.${quote(`${snakeCase(field)}_error`)})` : 'null';
}

function currencyColumn({ field = '' }: Pick<RollUp, 'field'>): string {
  return quote(`${snakeCase(field)}_currency`);
}

function valueText(figure: string, own: Field): string {
  if (own.kind === 'money') return moneyText(`round(${figure}, 4)`);
  if (own.kind === 'number') return `round(${figure}, ${scaleOf(own)})::text`;
  return own.kind === 'datetime' ? `to_json(${figure}) #>> '{}'` : `${figure}::text`;
}

function valueIn(row: GatheredRow, { kind }: Field, none: 0 | null, name: string): Computed {
  if (row.error) return { error: row.error } as Computed;
  if (row.currencies > 1) return { error: 'currenciesDiffer' };
  if (row.value === null) return none;
  if (kind === 'number') return isBeyond(row.value, 24) ? { error: 'tooLarge' } : Number(row.value);
  if (kind !== 'money') return row.value;
  if (row.currency === null) throw new Error(`An amount of ${name} has no currency`);
  const sum = { amount: row.value, currency: row.currency };
  const money = row.converted ? roundMoney(sum) : sum;
  return isBeyond(money.amount, 16) ? { error: 'tooLarge' } : money;
}

/** Has more digits before the point than a column keeps or a number of JSON tells apart. */
function isBeyond(decimal: string, digits: number): boolean {
  return decimal.replace(/^-|\..*$/g, '').length > digits;
}
