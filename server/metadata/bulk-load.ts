import type { Noun } from '../../shared/nouns/noun.ts';
import type { TransactionContext } from '../context.ts';
import { type DesiredTable, desiredSchema } from './desired-schema.ts';
import { linksTableOf, quote, tableOf } from './names.ts';

/**
 * Runs `work`, which fills the tables of these nouns. Tables that were empty before get their indexes and foreign keys
 * afterwards, in a fraction of the time; all of it is one transaction. The planner is told what there is now.
 */
export async function loadInBulk(
  ctx: TransactionContext,
  nouns: readonly Noun[],
  work: () => Promise<void>,
): Promise<void> {
  await ctx.db.query({ text: 'set local statement_timeout = 0' });
  // Whoever works the records out on a busy machine may be silent for more than a minute.
  await ctx.db.query({ text: 'set local idle_in_transaction_session_timeout = 0' });
  const tables = tablesOf(ctx, nouns);
  const empty = (await areEmpty(ctx, tables)) ? tables : [];
  for (const text of empty.flatMap(dropStatements)) await ctx.db.query({ text });
  await work();
  await ctx.db.query({ text: "set local maintenance_work_mem = '512MB'" });
  for (const table of empty) {
    for (const text of [...table.indexes.values(), ...table.constraints.values()]) await ctx.db.query({ text });
  }
  for (const table of tables) await ctx.db.query({ text: `analyze ${quote(table.name)}` });
}

function tablesOf(ctx: TransactionContext, nouns: readonly Noun[]): readonly DesiredTable[] {
  const names = nouns.flatMap((noun) => [
    tableOf(noun),
    ...Object.entries(noun.fields).flatMap(([name, field]) =>
      field.kind === 'links' ? [linksTableOf(noun, name)] : [],
    ),
  ]);
  return desiredSchema(ctx.registry).filter((table) => names.includes(table.name));
}

async function areEmpty(ctx: TransactionContext, tables: readonly DesiredTable[]): Promise<boolean> {
  const checks = tables.map((table) => `exists (select 1 from ${quote(table.name)})`);
  const [row] = await ctx.db.query<{ filled: boolean }>({ text: `select ${checks.join(' or ')} as filled` });
  return row?.filled === false;
}

/** Foreign keys of other tables hang on the primary keys alone, which stay. */
function dropStatements(table: DesiredTable): string[] {
  const constraints = [...table.constraints.keys()].map((name) => `drop constraint ${quote(name)}`);
  return [
    ...(constraints.length > 0 ? [`alter table ${quote(table.name)} ${constraints.join(', ')}`] : []),
    ...[...table.indexes.keys()].map((name) => `drop index ${quote(name)}`),
  ];
}
