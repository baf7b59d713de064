import type { TransactionContext } from '../../../../server/context.ts';
import { quote, tableOf } from '../../../../server/metadata/names.ts';
import type { Noun } from '../../../../shared/nouns/noun.ts';

/** Puts what this transaction has just done to a record into the past: its dates and its entries in the change log. */
export async function moveToPast(ctx: TransactionContext, noun: Noun, id: string, at: string): Promise<void> {
  await ctx.db.query({
    text: `with past as (update change set at = $2 where record = $1 and at >= now())
      update ${quote(tableOf(noun))} set created_at = least(created_at, $2), updated_at = $2 where id = $1`,
    values: [id, at],
  });
}
