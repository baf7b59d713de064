import type { Noun } from '../../shared/nouns/noun.ts';
import type { Queryable } from '../db/database.ts';
import { quote, tableOf } from '../metadata/names.ts';

/** How many records there are, the bin's too. */
export async function countAll(db: Queryable, noun: Noun): Promise<number> {
  const [row] = await db.query<{ count: number }>({
    text: `select count(*)::int as count from ${quote(tableOf(noun))}`,
  });
  return row?.count ?? 0;
}
