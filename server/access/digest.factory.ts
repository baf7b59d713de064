import type { Queryable } from '../db/database.ts';

/**
 * A fingerprint of every row that a schema's tables hold, but for those of `except`: two that are equal say that nothing
 * was written in between.
 */
export async function digestOf(db: Queryable, except: readonly string[] = []): Promise<string> {
  const tables = await db.query<{ name: string }>({
    text: `select relname as name from pg_class
      where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') and not relispartition
        and relname <> all($1) order by relname`,
    values: [except],
  });
  const parts = tables.map(
    ({ name }) => `select '${name}' as name, md5(string_agg(r::text, '|' order by r::text)) as rows from "${name}" r`,
  );
  // Several workers may gather the parts, in any order.
  return JSON.stringify(await db.query({ text: `select * from (${parts.join(' union all ')}) parts order by name` }));
}
