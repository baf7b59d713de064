import type { Noun } from '../../shared/nouns/noun.ts';
import { type Context, inTransaction, type TransactionContext } from '../context.ts';
import { loadInBulk } from '../metadata/bulk-load.ts';
import { linksTableOf, quote, snakeCase, tableOf } from '../metadata/names.ts';
import { targetOf } from '../metadata/registry.ts';

/**
 * Makes `times` records out of each record of these nouns, by the database alone. The copies hang together as the originals
 * do: a deal's copy belongs to the company's copy of the same number.
 */
export function multiplyRecords(ctx: Context, nouns: readonly Noun[], times: number): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const tables = nouns.flatMap((noun) => tablesOf(tx, noun, nouns));
    for (const { name } of tables) await run(tx, `create table ${seedOf(name)} as table ${quote(name)}`);
    await run(tx, `truncate ${tables.map(({ name }) => quote(name)).join(', ')}`);
    await loadInBulk(tx, nouns, async () => {
      for (const table of tables) await fill(tx, table, times);
    });
    for (const { name } of tables) await run(tx, `drop table ${seedOf(name)}`);
  });
}

interface Multiplied {
  readonly name: string;
  /** Columns that hold ids of records that are multiplied. */
  readonly ids: ReadonlySet<string>;
}

function tablesOf({ registry }: Context, noun: Noun, nouns: readonly Noun[]): Multiplied[] {
  const fields = Object.entries(noun.fields);
  const pointers = fields.filter(([, field]) => {
    const target = field.kind === 'relation' ? targetOf(registry, field) : null;
    return target !== null && nouns.includes(target);
  });
  const links = fields.filter(([, field]) => field.kind === 'links');
  return [
    { name: tableOf(noun), ids: new Set(['id', ...pointers.map(([name]) => snakeCase(name))]) },
    ...links.map(([name]) => ({ name: linksTableOf(noun, name), ids: new Set(['source', 'target']) })),
  ];
}

async function fill(tx: TransactionContext, { name, ids }: Multiplied, times: number): Promise<void> {
  const columns = await tx.db.query<{ name: string }>({
    text: `select attname as name from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    values: [name],
  });
  // The time a copy's id begins with stays the original's; the copy's number is in its last digits.
  const values = columns.map((column) =>
    ids.has(column.name)
      ? `overlay(${quote(column.name)}::text placing lpad(n::text, 4, '0') from 33)::uuid`
      : quote(column.name),
  );
  const names = columns.map((column) => quote(column.name)).join(', ');
  await run(
    tx,
    `insert into ${quote(name)} (${names}) select ${values.join(', ')} from ${seedOf(name)}, generate_series(1, ${times}) n`,
  );
}

function seedOf(table: string): string {
  return quote(`seed_${table}`);
}

async function run(tx: TransactionContext, text: string): Promise<void> {
  await tx.db.query({ text });
}
