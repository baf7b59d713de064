import type { Queryable } from '../../../server/db/database.ts';

/** What members are called, those in the bin too. */
export async function listNames(db: Queryable, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.query<{ id: string; name: string }>({
    text: 'select id, name from members where id = any($1)',
    values: [[...new Set(ids)]],
  });
  return new Map(rows.map(({ id, name }) => [id, name]));
}
