import { localDate } from '../../shared/dates/time-zone.ts';
import type { AutonumberField } from '../../shared/nouns/field.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import { foldText } from '../../shared/text/fold.ts';
import { counterOf, writeNumber } from '../../shared/text/numbering.ts';
import { type Context, filterContextOf, type TransactionContext } from '../context.ts';
import type { Queryable } from '../db/database.ts';
import { quote, snakeCase, tableOf } from '../metadata/names.ts';
import { unnestRows } from './bulk-rows.ts';
import type { Values } from './rules.ts';

/** How far numbers have been given, by noun and field and by the year, month or day they are counted in. */
export const numberCounterDdl = [
  `create table if not exists number_counter (
    noun text not null,
    field text not null,
    period text not null,
    last bigint not null,
    primary key (noun, field, period))`,
];

/**
 * The records with the numbers that are theirs. Counting locks the counter until the transaction ends, so that two never
 * get one number; whoever writes outside a transaction holds it no longer than the statement. To be asked for last, when
 * nothing but the writing is left.
 */
export async function withNumbers(ctx: Context, noun: Noun, records: readonly Values[]): Promise<readonly Values[]> {
  let numbered = records;
  for (const [name, field] of numberedFields(noun)) {
    const { today } = filterContextOf(ctx);
    const first = (await countOn(ctx, noun, name, counterOf(field.numbering, today), records.length)) + 1;
    numbered = numbered.map((values, index) => ({
      ...values,
      [name]: writeNumber(field.numbering, today, first + index),
    }));
  }
  return numbered;
}

/**
 * The next number that a rule gives of itself, counted under a name of its own; one that is not used, as the transaction fails, is
 * given again. Whoever else asks for the next one waits until the transaction ends.
 */
export async function takeNumber(
  ctx: TransactionContext,
  { noun, field }: { readonly noun: string; readonly field: string },
  numbering: string,
  day: string,
): Promise<string> {
  const before = await countOn(ctx, { name: noun }, field, counterOf(numbering, day), 1);
  return writeNumber(numbering, day, before + 1);
}

/** Records from before a numbering that still have no number, in the order of their creation, locked. */
export async function listUnnumbered(db: Queryable, noun: Noun, name: string, limit: number): Promise<Unnumbered[]> {
  return db.query<Unnumbered>({
    text: `select id, created_at as at, search from ${quote(tableOf(noun))} where ${quote(snakeCase(name))} is null
      order by created_at, id limit ${limit} for no key update`,
  });
}

export interface Unnumbered {
  readonly id: string;
  readonly at: string;
  readonly search: string;
}

/** Gives these records the numbers of the days on which they were created; versions and history stay as they are. */
export async function numberRecords(
  ctx: Context,
  noun: Noun,
  name: string,
  { numbering }: AutonumberField,
  records: readonly Unnumbered[],
): Promise<void> {
  const days = records.map(({ at }) => localDate(ctx.workspace.timeZone, new Date(at)));
  const numbers: string[] = [];
  for (const [index, day] of days.entries()) {
    const period = counterOf(numbering, day);
    const others = days.slice(index).findIndex((other) => counterOf(numbering, other) !== period);
    if (numbers.length > index) continue;
    const count = others < 0 ? days.length - index : others;
    const first = (await countOn(ctx, noun, name, period, count)) + 1;
    for (let at = 0; at < count; at++) numbers.push(writeNumber(numbering, days[index + at] ?? day, first + at));
  }
  const rows = records.map(({ id, search }, index) => ({
    ...{ id, number: numbers[index] },
    search: [search, foldText(numbers[index] ?? '')].filter(Boolean).join(' '),
  }));
  const { text, values } = unnestRows(rows, ['id', 'number', 'search']);
  await ctx.db.query({
    text: `update ${quote(tableOf(noun))} t set ${quote(snakeCase(name))} = u.number, search = u.search from ${text}
      where t.id = u.id::uuid`,
    values,
  });
}

/** Always in one order, so that two transactions never wait for each other's counters. */
function numberedFields(noun: Noun): readonly (readonly [string, AutonumberField])[] {
  const fields = Object.entries(noun.fields).flatMap(([name, field]) =>
    field.kind === 'autonumber' && !field.retired ? [[name, field] as const] : [],
  );
  return fields.sort(([one], [other]) => (one < other ? -1 : 1));
}

/** Moves the counter on; answers where it stood. */
async function countOn(
  ctx: Context,
  noun: Pick<Noun, 'name'>,
  field: string,
  period: string,
  count: number,
): Promise<number> {
  const [row] = await ctx.db.query<{ before: number }>({
    text:
      'insert into number_counter as c (noun, field, period, last) values ($1, $2, $3, $4) ' +
      'on conflict (noun, field, period) do update set last = c.last + excluded.last returning (last - $4)::int as before',
    values: [noun.name, field, period, count],
  });
  if (!row) throw new Error(`Counting ${noun.name}.${field} answered nothing`);
  return row.before;
}
