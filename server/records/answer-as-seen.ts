import { AppError } from '../../shared/errors.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { AnyRecord } from '../../shared/nouns/value.ts';
import { seesEveryField, withEveryField } from '../access/seen-registry.ts';
import type { Context } from '../context.ts';
import { type RecordText, readBack, staleError } from './read.ts';

/**
 * Has a record written with every field there is, as rules, computed fields and the log need it, and answers it as the actor
 * sees it.
 */
export async function answerAsSeen(
  ctx: Context,
  noun: Noun,
  write: (whole: Context) => Promise<RecordText>,
): Promise<RecordText> {
  if (seesEveryField(ctx)) return write(ctx);
  try {
    const { json, changed } = await write(withEveryField(ctx));
    const seen = await readBack(ctx, noun, (JSON.parse(json) as AnyRecord).id);
    return changed === undefined ? seen : { ...seen, changed };
  } catch (error) {
    throw await refusalAsSeen(ctx, noun, error);
  }
}

/** The same refusal; a record that goes with it has the fields the actor sees. */
export async function refusalAsSeen(ctx: Context, noun: Noun, error: unknown): Promise<unknown> {
  if (seesEveryField(ctx) || !(error instanceof AppError) || error.code !== 'stale') return error;
  const { id } = error.params.current as AnyRecord;
  return staleError(JSON.parse((await readBack(ctx, noun, id)).json) as AnyRecord);
}
