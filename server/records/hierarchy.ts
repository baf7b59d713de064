import { invalidField } from '../../shared/errors.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { TransactionContext } from '../context.ts';
import { quote, snakeCase, tableOf } from '../metadata/names.ts';

/**
 * Refuses to put a record below itself: `pointer` is its field that points up, with the id it is to point at. Two people
 * who hang two records on each other at once take turns. Throws 422 `code` at the field.
 */
export async function assertNoCycle(
  ctx: TransactionContext,
  noun: Noun,
  id: string,
  pointer: Readonly<Record<string, string>>,
  code: string,
): Promise<void> {
  for (const [name, target] of Object.entries(pointer)) {
    await ctx.db.query({
      text: "select pg_advisory_xact_lock(hashtext('hierarchy:' || current_schema() || ':' || $1))",
      values: [`${noun.name}.${name}`],
    });
    if (await isBelow(ctx, noun, snakeCase(name), target, id)) throw invalidField(name, code);
  }
}

/** Whether record `id` is `ancestor` itself or lies anywhere below it. */
async function isBelow(
  ctx: TransactionContext,
  noun: Noun,
  column: string,
  id: string,
  ancestor: string,
): Promise<boolean> {
  const [table, up] = [quote(tableOf(noun)), quote(column)];
  const [row] = await ctx.db.query<{ below: boolean }>({
    text: `with recursive path as (
        select id, ${up} as up from ${table} where id = $1
        union select r.id, r.${up} from ${table} r join path p on r.id = p.up)
      select exists (select from path where id = $2) as below`,
    values: [id, ancestor],
  });
  return row?.below ?? false;
}
