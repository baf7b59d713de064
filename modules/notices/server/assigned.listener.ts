import type { Change, Listener } from '../../../server/changes/change.ts';
import { type Context, inTransaction } from '../../../server/context.ts';
import { isNews } from './is-news.ts';
import { type News, tell } from './tell.ts';

/** Tells whoever is given a record by somebody else. */
export const assignedListener: Listener = {
  name: 'notices.assigned',
  handle: (ctx, changes) =>
    inTransaction(ctx, async (tx) => {
      for (const news of assignmentsIn(ctx, changes)) await tell(tx, news);
    }),
};

/** Who was given which records by whom, those of one noun together. */
function assignmentsIn(ctx: Context, changes: readonly Change[]): readonly News[] {
  const groups = new Map<string, News & { readonly ids: string[] }>();
  for (const change of changes) {
    const member = receiverOf(ctx, change);
    if (!member) continue;
    const { noun, memberId: by, recordId } = change;
    const key = [noun, member, by].join(' ');
    const group = groups.get(key) ?? { kind: 'assigned', member, by, noun, ids: [] };
    if (!group.ids.includes(recordId)) group.ids.push(recordId);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function receiverOf(ctx: Context, change: Change): string | null {
  const { noun: name, fields, memberId } = change;
  if (!isNews(ctx, change)) return null;
  const noun = ctx.registry.findNoun(name);
  if (!noun || noun.internal || noun.parent) return null;
  const field = ctx.registry.getPolicy(noun).ownerField;
  const to = field ? fields[field]?.to : undefined;
  return typeof to === 'string' && to !== memberId ? to : null;
}
