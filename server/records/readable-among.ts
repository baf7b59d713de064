import type { Noun } from '../../shared/nouns/noun.ts';
import { reachOf } from '../access/access.ts';
import type { Context } from '../context.ts';
import { quote, tableOf } from '../metadata/names.ts';
import { accessSql } from './filter-sql.ts';
import { Params } from './params.ts';

/** Of these records those that the actor may read; no statement where that goes without saying. */
export async function readableAmong(ctx: Context, noun: Noun, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (reachOf(ctx, noun, 'read') === 'none') return new Set();
  const params = new Params();
  const key = params.add(ids);
  const allowed = accessSql(ctx, noun, 'read', { params, alias: 't' });
  if (allowed === null || ids.length === 0) return new Set(ids);
  const rows = await ctx.db.query<{ id: string }>({
    text: `select t.id from ${quote(tableOf(noun))} t where t.id = any(${key}::uuid[]) and ${allowed}`,
    values: params.values,
  });
  return new Set(rows.map(({ id }) => id));
}
