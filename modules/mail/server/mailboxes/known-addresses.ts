import { mayKnow } from '../../../../server/access/access.ts';
import type { Context } from '../../../../server/context.ts';
import type { LetterLine } from '../../contract/index.ts';
import { addressed } from '../../contract/index.ts';

/** Stands where the reader may not know addresses of clients. */
export const hiddenAddress = '\u2022\u2022\u2022\u2022';

/** A letter that is told, without addresses for whoever may not know those of clients. */
export function asKnown<L extends LetterLine>(ctx: Context, letter: L): L {
  const nouns = addressed.flatMap((name) => ctx.registry.findNoun(name) ?? []);
  if (nouns.every((noun) => mayKnow(ctx, noun, 'emails'))) return letter;
  const recipients = letter.recipients.map(({ name }) => ({ name, address: hiddenAddress }));
  return { ...letter, fromAddress: hiddenAddress, recipients };
}
