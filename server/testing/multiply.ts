import type { Noun } from '../../shared/nouns/noun.ts';
import { type Context, inTransaction, type TransactionContext } from '../context.ts';
import { loadInBulk } from '../metadata/bulk-load.ts';
import { linksTableOf, quote, snakeCase, tableOf } from '../metadata/names.ts';
import { targetOf } from '../metadata/registry.ts';

/** How many records are made of each of a noun. */
export type Times = (noun: Noun) => number;

/**
 * Makes `times` records out of each record of these nouns, by the database alone. The copies hang together as the originals
 * do: a deal's copy belongs to the company's copy of the same number. Where there are fewer copies of what a record points
 * at than of itself, all of its pointers lead to copies of one number that each of them has.
 */
export function multiplyRecords(ctx: Context, nouns: readonly Noun[], times: number | Times): Promise<void> {
  const timesOf = typeof times === 'number' ? () => times : times;
  return inTransaction(ctx, async (tx) => {
    const tables = nouns.flatMap((noun) => tablesOf(tx, noun, nouns, timesOf));
    for (const { name } of tables) await run(tx, `create table ${seedOf(name)} as table ${quote(name)}`);
    const names = tables.map(({ name }) => name);
    await run(tx, `truncate ${[...names, ...(await listPointing(tx, names))].map(quote).join(', ')}`);
    await loadInBulk(tx, nouns, async () => {
      for (const table of tables) await fill(tx, table);
    });
    for (const { name } of tables) await run(tx, `drop table ${seedOf(name)}`);
  });
}

/** Other tables that point at these, over however many steps; throws where one of them holds anything. */
async function listPointing(tx: TransactionContext, tables: readonly string[]): Promise<readonly string[]> {
  const rows = await tx.db.query<{ name: string }>({
    text: `with recursive given as (select unnest($1::text[])::regclass::oid as id), pointing as (
        select conrelid, confrelid from pg_constraint join given on confrelid = id where contype = 'f'
        union select c.conrelid, c.confrelid from pg_constraint c join pointing p on c.confrelid = p.conrelid where c.contype = 'f'
      ) select distinct relname::text as name from pointing join pg_class c on c.oid = conrelid
        where conrelid not in (select id from given)`,
    values: [tables],
  });
  const names = rows.map(({ name }) => name);
  for (const name of names) {
    const [filled] = await tx.db.query({ text: `select 1 from ${quote(name)} limit 1` });
    if (filled) throw new Error(`${name} points at what is multiplied and is not empty`);
  }
  return names;
}

interface Multiplied {
  readonly name: string;
  readonly times: number;
  /** Columns that hold ids of records that are multiplied, and how many copies of those there are; its own id among them. */
  readonly ids: ReadonlyMap<string, number>;
}

function tablesOf({ registry }: Context, noun: Noun, nouns: readonly Noun[], timesOf: Times): Multiplied[] {
  const times = timesOf(noun);
  const pointers = Object.entries(noun.fields).flatMap(([name, field]): [string, number][] => {
    const target = field.kind === 'relation' ? targetOf(registry, field) : null;
    return target && nouns.includes(target) ? [[snakeCase(name), timesOf(target)]] : [];
  });
  const links = Object.entries(noun.fields).flatMap(([name, field]): Multiplied[] => {
    const target = field.kind === 'links' ? registry.findNoun(field.to) : null;
    if (!target) return [];
    const ids = new Map([['source', times]]);
    if (nouns.includes(target)) ids.set('target', timesOf(target));
    return [{ name: linksTableOf(noun, name), times, ids }];
  });
  return [{ name: tableOf(noun), times, ids: new Map([['id', times], ...pointers]) }, ...links];
}

async function fill(tx: TransactionContext, { name, times, ids }: Multiplied): Promise<void> {
  const columns = await tx.db.query<{ name: string }>({
    text: `select attname as name from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    values: [name],
  });
  const known = [...ids].map(([column, count]) => `case when ${quote(column)} is not null then ${count} end`);
  // The time a copy's id begins with stays the original's; the copy's number is in its last digits.
  const values = columns.map((column) => {
    if (!ids.has(column.name)) return quote(column.name);
    const isOwn = column.name === 'id' || column.name === 'source';
    const number = isOwn ? 'n' : `((n - 1) % least(${known.join(', ')}) + 1)`;
    return `overlay(${quote(column.name)}::text placing lpad(${number}::text, 4, '0') from 33)::uuid`;
  });
  const names = columns.map((column) => quote(column.name)).join(', ');
  await run(
    tx,
    `insert into ${quote(name)} (${names}) select ${values.join(', ')} from generate_series(1, ${times}) n, ${seedOf(name)}`,
  );
}

function seedOf(table: string): string {
  return quote(`seed_${table}`);
}

async function run(tx: TransactionContext, text: string): Promise<void> {
  await tx.db.query({ text });
}
