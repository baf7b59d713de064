import type { Noun } from '../../shared/nouns/noun.ts';
import type { Action } from '../../shared/nouns/role-rights.ts';
import { reachOf } from '../access/access.ts';
import type { Context } from '../context.ts';
import { quote, tableOf } from '../metadata/names.ts';
import { accessSql } from '../records/filter-sql.ts';
import { Params } from '../records/params.ts';

/** Whether the actor's right to `action` reaches that record. */
export async function allowedTo(ctx: Context, noun: Noun, id: string, action: Action): Promise<boolean> {
  if (reachOf(ctx, noun, action) === 'none') return false;
  const params = new Params();
  const key = params.add(id);
  const allowed = accessSql(ctx, noun, action, { params, alias: 't' }) ?? 'true';
  const rows = await ctx.db.query({
    text: `select from ${quote(tableOf(noun))} t where t.id = ${key}::uuid and ${allowed}`,
    values: params.values,
  });
  return rows.length > 0;
}
