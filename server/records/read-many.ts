import type { Noun } from '../../shared/nouns/noun.ts';
import type { RecordOf } from '../../shared/nouns/value.ts';
import { assertMay } from '../access/access.ts';
import type { Context } from '../context.ts';
import { quote, snakeCase, tableOf } from '../metadata/names.ts';
import { accessSql } from './filter-sql.ts';
import { Params } from './params.ts';
import { selectList } from './select-list.ts';

/**
 * The live records whose `field` (`id`, or a pointer) is among `ids` and that the actor may both read and `action`, the
 * eldest first, by one statement.
 */
export async function readMany<N extends Noun>(
  ctx: Context,
  noun: N,
  field: string,
  ids: readonly string[],
  action: 'read' | 'update' | 'export' = 'read',
): Promise<readonly RecordOf<N>[]> {
  assertMay(ctx, noun, 'read');
  if (ids.length === 0) return [];
  const params = new Params();
  const list = selectList(ctx, noun, {}, params);
  const reach = [...new Set(['read', action] as const)].map((each) => {
    const allowed = accessSql(ctx, noun, each, { params, alias: 't' });
    return allowed ? ` and ${allowed}` : '';
  });
  const rows = await ctx.db.query<{ json: string }>({
    text:
      `select (select row_to_json(r) from (select ${list}) r)::text as json from ${quote(tableOf(noun))} t ` +
      `where t.${quote(snakeCase(field))} = any(${params.add(ids)}::uuid[]) and t.deleted_at is null${reach.join('')} ` +
      'order by t.id',
    values: params.values,
  });
  return rows.map(({ json }) => JSON.parse(json) as RecordOf<N>);
}

/** The JSON texts of records as the actor has just written them, in the order of `ids`; `isNew` as in `Shape`. */
export async function readBackMany(
  ctx: Context,
  declared: Noun,
  ids: readonly string[],
  isNew = false,
): Promise<readonly string[]> {
  const noun = ctx.registry.getNoun(declared.name);
  const params = new Params();
  const list = selectList(ctx, noun, isNew ? { isNew } : {}, params);
  const rows = await ctx.db.query<{ json: string }>({
    text:
      `select (select row_to_json(r) from (select ${list}) r)::text as json from ` +
      `unnest(${params.add(ids)}::uuid[]) with ordinality w (id, n) join ${quote(tableOf(noun))} t on t.id = w.id order by w.n`,
    values: params.values,
  });
  return rows.map(({ json }) => json);
}
