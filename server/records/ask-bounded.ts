import { AppError } from '../../shared/errors.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import { type Context, inTransaction } from '../context.ts';
import type { Statement } from '../db/database.ts';
import type { Asked } from '../indexes/field-uses.ts';

/** How long a question may take that no index answers yet. */
const patience = '10s';

/**
 * Runs a list's statement and counts by which added fields it asks. One that has to read the whole table, because the index
 * of a field is still to be made, gets ten seconds. Throws 503 `notIndexedYet` naming the field where that is too little.
 */
export async function askBounded<Row>(ctx: Context, noun: Noun, asked: Asked, statement: Statement): Promise<Row[]> {
  const [bare] = (await ctx.fieldUses?.note(ctx, noun, asked)) ?? [];
  if (bare === undefined) return ctx.db.query<Row>(statement);
  try {
    return await inTransaction(ctx, async ({ db }) => {
      await db.query({ text: `set local statement_timeout = '${patience}'` });
      return db.query<Row>(statement);
    });
  } catch (error) {
    if ((error as { code?: string }).code !== '57014') throw error;
    throw new AppError(503, 'notIndexedYet', { field: bare.slice(bare.indexOf('.') + 1) });
  }
}
