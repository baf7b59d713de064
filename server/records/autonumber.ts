import type { AutonumberField } from '../../shared/nouns/field.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import { counterOf, writeNumber } from '../../shared/text/numbering.ts';
import { type Context, filterContextOf } from '../context.ts';
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

/** Always in one order, so that two transactions never wait for each other's counters. */
function numberedFields(noun: Noun): readonly (readonly [string, AutonumberField])[] {
  const fields = Object.entries(noun.fields).flatMap(([name, field]) =>
    field.kind === 'autonumber' && !field.retired ? [[name, field] as const] : [],
  );
  return fields.sort(([one], [other]) => (one < other ? -1 : 1));
}

/** Moves the counter on; answers where it stood. */
async function countOn(ctx: Context, noun: Noun, field: string, period: string, count: number): Promise<number> {
  const [row] = await ctx.db.query<{ before: number }>({
    text:
      'insert into number_counter as c (noun, field, period, last) values ($1, $2, $3, $4) ' +
      'on conflict (noun, field, period) do update set last = c.last + excluded.last returning (last - $4)::int as before',
    values: [noun.name, field, period, count],
  });
  if (!row) throw new Error(`Counting ${noun.name}.${field} answered nothing`);
  return row.before;
}
