import type { Noun } from '../../shared/nouns/noun.ts';
import { assertMay } from '../access/access.ts';
import type { Context } from '../context.ts';
import { quote, tableOf } from '../metadata/names.ts';
import { conditions, type ListQuery } from './list.ts';
import { Params } from './params.ts';

/** How many records match, all of them counted: for what takes them all. */
export async function countMatching(
  ctx: Context,
  declared: Noun,
  query: Pick<ListQuery, 'filter' | 'search' | 'near' | 'deleted'>,
): Promise<number> {
  const noun = ctx.registry.getNoun(declared.name);
  assertMay(ctx, noun, 'read');
  const params = new Params();
  const where = conditions(ctx, noun, query, params);
  const [row] = await ctx.db.query<{ count: number }>({
    text: `select count(*)::int as count from ${quote(tableOf(noun))} t where ${where}`,
    values: params.values,
  });
  return row?.count ?? 0;
}
