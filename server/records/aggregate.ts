import type { AggregateResponse, Grouping, Measure, MeasureOp } from '../../shared/contract/record-aggregate.ts';
import { aggregateLimit } from '../../shared/contract/record-aggregate.ts';
import { invalidField } from '../../shared/errors.ts';
import { resolvePath } from '../../shared/filter/field-path.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import { assertMay } from '../access/access.ts';
import { noteFigures } from '../access-log/note-shown.ts';
import type { Context } from '../context.ts';
import type { Statement } from '../db/database.ts';
import { quote, tableOf } from '../metadata/names.ts';
import { targetOf } from '../metadata/registry.ts';
import { moneyText } from '../metadata/storage.ts';
import { type BaseColumn, type KeyColumn, keyColumn, type MeasureColumn, measureColumn } from './aggregate-columns.ts';
import { type Conversion, convertedRows, ratesOf } from './aggregate-rates.ts';
import { conditions, type ListQuery } from './list.ts';
import { Params } from './params.ts';
import { labelSql } from './select-list.ts';

export interface AggregateQuestion extends Pick<ListQuery, 'filter' | 'search'> {
  readonly group?: readonly Grouping[];
  /** How many records, when absent. */
  readonly measures?: readonly Measure[];
  /** `group` or `measure.N`, `-` in front for descending. */
  readonly sort?: string;
  readonly limit?: number;
  /** Only these groups: for each grouping the keys as they are answered, a record by its id. */
  readonly among?: readonly (readonly PlainKey[])[];
  /** Amounts are added up in the workspace's currency; what had no rate that day stays in its own, as a sum apart. */
  readonly inWorkspaceCurrency?: Conversion;
}

/** A group's key; of a record its id. */
export type PlainKey = string | number | boolean | null;

/**
 * Groups the records the actor may read by the values of fields and works out figures of each group, in one statement.
 * A record with several values of a grouping (`choices`, `links`) stands in several groups. Money is never added up across
 * currencies: it comes one amount a currency. Throws 422 for a field that can not be grouped by or measured so.
 */
export async function aggregateRecords(
  ctx: Context,
  declared: Noun,
  question: AggregateQuestion,
): Promise<AggregateResponse> {
  const { groups, more } = await groupRecords(ctx, declared, question);
  return { groups, more };
}

/** As `aggregateRecords`; `of` is how many groups there are in all, however few are answered. */
export async function groupRecords(
  ctx: Context,
  declared: Noun,
  question: AggregateQuestion,
): Promise<AggregateResponse & { readonly of: number }> {
  const noun = ctx.registry.getNoun(declared.name);
  assertMay(ctx, noun, 'read');
  if (question.group?.some((grouping) => tellsRecords(ctx, noun, grouping))) {
    ctx.reads?.assertNotStopped(ctx);
    ctx.reads?.assertMayRead(ctx);
  }
  const limit = question.limit ?? aggregateLimit.default;
  const rows = await ctx.db.query<{ keys: AggregateKeys; values: AggregateValues; of: number }>(
    statementOf(ctx, noun, question, limit),
  );
  const groups = rows.slice(0, limit).map(({ keys, values }) => ({ keys, values }));
  noteFigures(ctx, noun, groups.length, askedIn(question));
  return { groups, more: rows.length > limit, of: rows[0]?.of ?? 0 };
}

/** Whether groups tell one record of the business from another, as a list does: by texts, or by records that are somebody's. */
function tellsRecords({ registry }: Context, noun: Noun, { field }: Grouping): boolean {
  const path = resolvePath(noun, field, registry.findNoun);
  if (!path || path.kind === 'member') return false;
  const target = path.part === null ? targetOf(registry, path.field) : null;
  return target ? registry.getPolicy(target).ownerField !== undefined : path.kind === 'text';
}

/** What the figures are made of. Records that make the groups are answered with their names. */
function askedIn({ group = [], measures = [], filter, search, inWorkspaceCurrency }: AggregateQuestion) {
  const grouped = group.map(({ field }) => field);
  const measured = [...measures, { field: inWorkspaceCurrency?.rateOn }].flatMap(({ field }) => field ?? []);
  return { fields: [...grouped, ...measured], expand: grouped, filter, search };
}

type AggregateKeys = AggregateResponse['groups'][number]['keys'];
type AggregateValues = AggregateResponse['groups'][number]['values'];

interface Columns {
  readonly keys: readonly KeyColumn[];
  readonly measures: readonly { readonly op: MeasureOp; readonly column: MeasureColumn | null }[];
  /** The workspace's currency as a parameter, where amounts are in it. */
  readonly home: string | null;
}

function statementOf(ctx: Context, noun: Noun, question: AggregateQuestion, limit: number): Statement {
  const params = new Params();
  const scope = { ctx, noun, params, alias: 't' };
  const measures = question.measures ?? [{ op: 'count' as const }];
  const keyColumns = (question.group ?? []).map((grouping, index) => keyColumn(grouping, scope, index));
  const measureColumns = measures.map((measure, index) => ({
    ...{ op: measure.op, column: measureColumn(measure, scope, index) },
  }));
  const hasAmounts = measureColumns.some(({ column }) => column?.currency);
  const conversion = hasAmounts ? question.inWorkspaceCurrency : undefined;
  const columns: Columns = {
    ...{ keys: keyColumns, measures: measureColumns },
    home: conversion ? params.add(ctx.workspace.currency) : null,
  };
  const where = conditions(ctx, noun, question, params);
  const rates = conversion ? ratesOf(conversion, scope) : null;
  const rows = baseRows(columns, tableOf(noun), where, rates);
  const base = rates && columns.home ? convertedRows(rows, columns, rates, columns.home) : `base as (${rows})`;
  const among = amongSql(question.among, params);
  const order = orderOf(question.sort ?? 'group', columns);
  const most = params.add(limit + 1);
  const keys = columns.keys.map((key, index) => keyJson(ctx, key, `g.k${index}`, params));
  const values = columns.measures.map(({ column }, index) =>
    column?.currency ? amountsJson(index, columns) : `to_json(g.m${index})`,
  );
  const text =
    `with ${base}, g as (${groups(columns, among, order, most)}) ` +
    `select json_build_array(${keys.join(', ')}) as keys, json_build_array(${values.join(', ')}) as values, g.whole as of ` +
    `from g ${moneyJoins(columns)} order by g.n`;
  return { text, values: params.values };
}

/** A group's amounts of one measure, one a currency: in the workspace's, where they are, worked out with the group itself. */
function amountsJson(index: number, { home }: Columns): string {
  if (!home) return `coalesce(m${index}.amounts, '[]')`;
  const own = `json_build_object('amount', ${moneyText(`g.m${index}`)}, 'currency', ${home}::text)`;
  return `to_json(array_remove(array[case when g.m${index} is not null then ${own}::jsonb end], null) || coalesce(m${index}.amounts, '{}'))`;
}

/** The records with what they are grouped by (`k0` …) and measured of (`v0` …, `c0` … the currency of an amount). */
function baseRows({ keys, measures }: Columns, table: string, where: string, rates: BaseColumn | null): string {
  const list = [
    ...(rates ? [`${rates.expression} as d`] : []),
    ...keys.map(({ expression }, index) => `${expression} as k${index}`),
    ...measures.flatMap(({ column }, index) => [
      ...(column ? [`${column.expression} as v${index}`] : []),
      ...(column?.currency ? [`${column.currency} as c${index}`] : []),
    ]),
  ];
  const joins = [...keys, ...measures.flatMap(({ column }) => column ?? []), ...(rates ? [rates] : [])].flatMap(
    (column) => column.joins,
  );
  return `select ${list.join(', ') || '1 as one'} from ${quote(table)} t ${joins.join(' ')} where ${where}`;
}

function groups({ keys, measures, home }: Columns, among: string, order: string, most: string): string {
  const names = keys.map((_, index) => `k${index}`);
  const figures = measures.flatMap(({ op, column }, index) => {
    if (!column?.currency) return [`${figureSql(op, `v${index}`)} as m${index}`];
    if (!home) return [];
    const known = `case when c${index} = ${home} then v${index} end`;
    return [`${op === 'avg' ? averageOf(known, 4) : `${op}(${known})`} as m${index}`];
  });
  const grouped = names.length > 0 ? ` group by ${names.join(', ')}` : '';
  const list = [...names, ...figures];
  // Without anything to select it must still be one group, not one row a record.
  const inner = `select ${list.length > 0 ? list.join(', ') : 'count(*) as one'} from base${among}${grouped}`;
  return `select row_number() over (${order}) as n, (count(*) over ())::int as whole, f.* from (${inner}) f ${order} limit ${most}`;
}

/** As JSON keys are the same that are answered the same: 12.50 and 12.5. */
function amongSql(among: AggregateQuestion['among'], params: Params): string {
  const each = (among ?? []).map((keys, index) => {
    const wanted = params.add(keys.map((key) => JSON.stringify(key)));
    return `coalesce(to_jsonb(k${index}), 'null'::jsonb) = any(${wanted}::jsonb[])`;
  });
  return each.length > 0 ? ` where ${each.join(' and ')}` : '';
}

function figureSql(op: MeasureOp, value: string): string {
  if (op === 'count') return 'count(*)';
  if (op === 'distinct') return `count(distinct ${value})`;
  if (op === 'avg') return averageOf(value, 6);
  return `${op}(${value})`;
}

/** To that many digits after the point; PostgreSQL gives large numbers sixteen significant ones in all. */
function averageOf(value: string, digits: number): string {
  return `trim_scale(round(avg(${value}), ${digits}))`;
}

/** Amounts of each group one currency at a time; in the workspace's currency, those that had no rate. */
function moneyJoins({ keys, measures, home }: Columns): string {
  const names = keys.map((_, index) => `k${index}`);
  return measures
    .flatMap(({ op, column }, index) => {
      if (!column?.currency) return [];
      const amount = moneyText(op === 'avg' ? averageOf(`v${index}`, 4) : `${op}(v${index})`);
      const some = `v${index} is not null${home ? ` and c${index} <> ${home}` : ''}`;
      const perCurrency = `select ${[...names, `c${index} as currency`].join(', ')}, ${amount} as amount from base where ${some} group by ${[...names, `c${index}`].join(', ')}`;
      const each = `json_build_object('amount', amount, 'currency', currency)`;
      const amounts = home
        ? `array_agg(${each}::jsonb order by currency) as amounts`
        : `json_agg(${each} order by currency) as amounts`;
      const perGroup = `select ${[...names, amounts].join(', ')} from (${perCurrency}) p${names.length > 0 ? ` group by ${names.join(', ')}` : ''}`;
      const same = names.map((name) => `m${index}.${name} is not distinct from g.${name}`).join(' and ') || 'true';
      return [`left join (${perGroup}) m${index} on ${same}`];
    })
    .join(' ');
}

function orderOf(sort: string, { keys, measures, home }: Columns): string {
  const direction = sort.startsWith('-') ? 'desc' : 'asc';
  const byKeys = keys.map((_, index) => `k${index} ${direction} nulls last`);
  const [kind, place] = sort.replace('-', '').split('.');
  if (kind === 'group') return byKeys.length > 0 ? `order by ${byKeys.join(', ')}` : '';
  const measure = measures[Number(place)];
  if (!measure || (measure.column?.currency && !home)) throw invalidField('sort', 'notSortable', { field: sort });
  const ties = keys.map((_, index) => `k${index} asc nulls last`);
  return `order by ${[`m${place} ${direction} nulls last`, ...ties].join(', ')}`;
}

function keyJson(ctx: Context, { target }: KeyColumn, key: string, params: Params): string {
  if (!target) return `to_json(${key})`;
  const label = labelSql(ctx, target, key, params, 'r');
  return `case when ${key} is null then null else json_build_object('id', ${key}, 'label', ${label}) end`;
}
