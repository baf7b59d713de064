import type { Field, RollUp } from '../../shared/nouns/field.ts';
import { asSystem, type Context } from '../context.ts';
import { quote, snakeCase, tableOf } from '../metadata/names.ts';
import { moneyText } from '../metadata/storage.ts';
import { compileFilter } from '../records/filter-sql.ts';
import { Params } from '../records/params.ts';
import { type Computed, gatheredFromNone, scaleOf } from './compute.ts';
import type { ComputedField } from './plan.ts';

/**
 * What a roll-up gives for each of the records: one statement over the live records that point at them, whoever may see
 * those. Amounts of several currencies are never added: their sum is an error.
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
  const rows = await ctx.db.query<GatheredRow>({
    text: `select p.id, g.* from unnest(${wanted}::uuid[]) p (id) cross join lateral (
      select ${measureSql(rollUp, measured, field)} from ${quote(tableOf(source))} c
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
  /** An error that one of the gathered values is. */
  readonly error: string | null;
}

const sqlNames = { count: 'count', sum: 'sum', min: 'min', max: 'max', average: 'avg' } as const;

function measureSql({ measure, field }: RollUp, measured: Field | undefined, own: Field): string {
  if (measure === 'count' || !field || !measured)
    return 'count(*)::text as value, null as currency, 0 as currencies, null as error';
  const column = `c.${quote(snakeCase(field))}`;
  const figure = `${sqlNames[measure]}(${column})`;
  const isMoney = measured.kind === 'money';
  const currency = `c.${quote(`${snakeCase(field)}_currency`)}`;
  const error = measured.computed ? `min(c.${quote(`${snakeCase(field)}_error`)})` : 'null';
  return (
    `${valueText(figure, own)} as value, ${isMoney ? `min(${currency})` : 'null'} as currency, ` +
    `${isMoney ? `count(distinct ${currency})::int` : '0'} as currencies, ${error} as error`
  );
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
  if (kind === 'number') return Number(row.value);
  if (kind !== 'money') return row.value;
  if (row.currency === null) throw new Error(`An amount of ${name} has no currency`);
  return { amount: row.value, currency: row.currency };
}
