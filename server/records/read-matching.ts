import type { Filter } from '../../shared/filter/filter.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import { assertMay } from '../access/access.ts';
import type { Context } from '../context.ts';
import { quote, tableOf } from '../metadata/names.ts';
import { accessSql, compileFilter } from './filter-sql.ts';
import { Params } from './params.ts';
import { selectList } from './select-list.ts';

/**
 * Of the records named those that the actor may read and that match the filter, those in the bin included, as JSON text by
 * id; one statement. Throws 403, and 422 for a filter that does not fit the noun.
 */
export async function readMatching(
  ctx: Context,
  declared: Noun,
  ids: readonly string[],
  filter?: Filter,
): Promise<ReadonlyMap<string, string>> {
  const noun = ctx.registry.getNoun(declared.name);
  assertMay(ctx, noun, 'read');
  const params = new Params();
  const list = selectList(ctx, noun, {}, params);
  const scope = { ctx, noun, params, alias: 't' };
  const conditions = [filter ? compileFilter(filter, scope) : null, accessSql(ctx, noun, 'read', scope)];
  const wanted = conditions.flatMap((one) => (one === null ? [] : [` and ${one}`])).join('');
  const rows = await ctx.db.query<{ id: string; json: string }>({
    text:
      `select t.id, (select row_to_json(r) from (select ${list}) r)::text as json from ${quote(tableOf(noun))} t ` +
      `where t.id = any(${params.add([...new Set(ids)])}::uuid[])${wanted}`,
    values: params.values,
  });
  return new Map(rows.map(({ id, json }) => [id, json]));
}
