import type { Queryable } from '../../../server/db/database.ts';

interface Named {
  readonly label: string;
}

/** What the members that made these are called. */
export async function nameMembers(
  db: Queryable,
  made: readonly { readonly member: string | null }[],
): Promise<ReadonlyMap<string, Named>> {
  const ids = [...new Set(made.flatMap(({ member }) => member ?? []))];
  if (ids.length === 0) return new Map();
  const rows = await db.query<{ id: string; label: string }>({
    text: 'select id, name as label from members where id = any($1)',
    values: [ids],
  });
  return new Map(rows.map(({ id, label }) => [id, { label }]));
}
