import { insertWork } from '../computed/work.repository.ts';
import type { Queryable } from '../db/database.ts';
import { quote, snakeCase, tableOf } from '../metadata/names.ts';
import type { Registry } from '../metadata/registry.ts';

/**
 * Leaves the computed fields of modules that an upgrade has brought to be worked out for the records from before, once the
 * server runs. `statements` are those of the upgrade.
 */
export async function computeNewFields(
  db: Queryable,
  { nouns }: Registry,
  statements: readonly string[],
): Promise<void> {
  const rest = { via: null, target: null, ids: null, total: null };
  const work = nouns.flatMap((noun) => {
    const names = Object.entries(noun.fields).flatMap(([name, field]) =>
      field.computed && isAdded(tableOf(noun), snakeCase(name), statements) ? [name] : [],
    );
    return names.length > 0 ? [{ ...rest, noun: noun.name, names }] : [];
  });
  if (work.length > 0) await insertWork(db, work);
}

function isAdded(table: string, column: string, statements: readonly string[]): boolean {
  const start = `alter table ${quote(table)} add column ${quote(column)} `;
  return statements.some((text) => text.startsWith(start));
}
