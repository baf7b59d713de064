import { AppError } from '../../shared/errors.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { AnyRecord } from '../../shared/nouns/value.ts';
import type { Context } from '../context.ts';
import { quote, tableOf } from '../metadata/names.ts';
import { roleSql } from './filter-sql.ts';
import { Params } from './params.ts';
import type { Values } from './rules.ts';

/**
 * Refuses to give a record another owner to those who may change it only because it is shared with them: what comes with being the owner
 * was not shared. Throws 403 `sharedNotOwned`.
 */
export async function assertMayHandOver(ctx: Context, noun: Noun, before: AnyRecord, patch: Values): Promise<void> {
  const { ownerField } = ctx.registry.getPolicy(noun);
  if (!ownerField || !(ownerField in patch) || noun.parent || !isOpened(ctx, noun)) return;
  const params = new Params();
  const key = params.add(before.id);
  const reached = roleSql(ctx, noun, 'update', params);
  if (reached === null) return;
  const rows = await ctx.db.query({
    text: `select from ${quote(tableOf(noun))} t where t.id = ${key}::uuid and ${reached}`,
    values: params.values,
  });
  if (rows.length === 0) throw new AppError(403, 'sharedNotOwned', { noun: noun.name });
}

/** Whether anything of the noun is shared at all. */
function isOpened({ registry: { sharing } }: Context, { name }: Noun): boolean {
  return sharing.shared.has(name) || sharing.rules.some(({ noun }) => noun === name);
}
