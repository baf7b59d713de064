import type { Change, Listener } from '../../../server/changes/change.ts';
import { inTransaction, type TransactionContext } from '../../../server/context.ts';
import { readMany } from '../../../server/records/read-many.ts';
import { note } from '../../notes/contract/index.ts';
import { isNews } from './is-news.ts';
import { tell } from './tell.ts';

/** Tells whoever a note calls by name, and whoever is answered. */
export const noteListener: Listener = {
  name: 'notices.notes',
  nouns: ['note'],
  handle: (ctx, changes) =>
    inTransaction(ctx, async (tx) => {
      for (const change of changes) if (isNews(tx, change)) await tellOf(tx, change);
    }),
};

async function tellOf(tx: TransactionContext, { recordId, memberId: by, fields }: Change): Promise<void> {
  const before = new Set(idsIn(fields.mentions?.from));
  const mentioned = idsIn(fields.mentions?.to).filter((id) => id !== by && !before.has(id));
  const news = { by, noun: note.name, ids: [recordId] };
  for (const member of mentioned) await tell(tx, { ...news, kind: 'mentioned', member });
  const [answered] = idsIn([fields.replyTo?.to]);
  if (!answered) return;
  const [parent] = await readMany(tx, note, 'id', [answered]);
  const author = parent?.author?.id;
  // Who is called by name knows already.
  if (author && author !== by && !mentioned.includes(author))
    await tell(tx, { ...news, kind: 'replied', member: author });
}

/** The ids in what the log says of pointers: ids, or links with more in them. */
function idsIn(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown) => {
    if (typeof one === 'string') return [one];
    const id = typeof one === 'object' && one !== null && 'id' in one ? one.id : null;
    return typeof id === 'string' ? [id] : [];
  });
}
