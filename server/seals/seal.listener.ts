import type { Change, Listener } from '../changes/change.ts';
import type { Context } from '../context.ts';
import { digestChanges, findHead, hasEarlier, insertSeal } from './seal.repository.ts';
import { hashOfSeal, noHash } from './seal-hash.ts';

/** Seals changes as they become final, in that order: whoever writes waits for none of it. */
export const sealListener: Listener = { name: 'changes.seal', handle: (ctx, changes) => seal(ctx, changes) };

async function seal(ctx: Context, changes: readonly Change[]): Promise<void> {
  const [first] = changes;
  if (!first) return;
  const head = await findHead(ctx.db);
  const digests = await digestChanges(ctx.db, changes);
  const at = ctx.now().toISOString();
  const content = {
    number: String(BigInt(head?.number ?? 0) + 1n),
    at,
    began: !head && (await hasEarlier(ctx.db, first.id)) ? at : null,
    ids: digests.map(({ id }) => id),
    digests: digests.map(({ digest }) => digest),
  };
  const moments = changes.map((change) => change.at).sort();
  await insertSeal(ctx.db, {
    ...content,
    ...{ firstAt: moments[0] ?? at, lastAt: moments.at(-1) ?? at },
    hash: hashOfSeal(head?.hash ?? noHash, content),
  });
}
