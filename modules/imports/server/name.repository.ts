import { sql } from 'kysely';
import type { Context } from '../../../server/context.ts';
import { compileSql } from '../../../server/db/compile.ts';
import { snakeCase, tableOf } from '../../../server/metadata/names.ts';
import { readableAmong } from '../../../server/records/readable-among.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';

export interface NamedRecord {
  readonly id: string;
  readonly name: string;
}

/** Live records with the name that recognises them, at most `limit`; `within` narrows by a pointer's id. */
export async function listNames(
  ctx: Context,
  noun: Noun,
  field: string,
  within: Readonly<Record<string, string>>,
  limit: number,
): Promise<readonly NamedRecord[]> {
  const column = sql.ref(snakeCase(field));
  const narrowed = Object.entries(within).map(([name, id]) => sql`and ${sql.ref(snakeCase(name))} = ${id}`);
  const found = await ctx.db.query<NamedRecord>(
    compileSql(sql`select id, ${column} as name from ${sql.table(tableOf(noun))}
      where deleted_at is null and ${column} is not null ${sql.join(narrowed, sql` `)} order by id limit ${limit}`),
  );
  const seen = await readableAmong(
    ctx,
    noun,
    found.map(({ id }) => id),
  );
  return found.filter(({ id }) => seen.has(id));
}
