import type { Queryable } from '../db/database.ts';

/**
 * A fingerprint of every row that a schema's tables hold, but for those of `except`: two that are equal say that nothing
 * was written in between. A row is known by its place and the transaction that wrote it there, so that one written over
 * with what it held counts as well, and no row has to be put into words.
 */
export async function digestOf(db: Queryable, except: readonly string[] = []): Promise<string> {
  const tables = await db.query<{ name: string }>({
    text: `select relname as name from pg_class
      where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') and not relispartition
        and relname <> all($1) order by relname`,
    values: [except],
  });
  const parts = tables.map(
    ({ name }) =>
      `select '${name}' as name, count(*), sum(hashtextextended(tableoid || ' ' || ctid || ' ' || xmin, 0)) from "${name}"`,
  );
  // Several workers may gather the parts, in any order.
  return JSON.stringify(await db.query({ text: `select * from (${parts.join(' union all ')}) parts order by name` }));
}
