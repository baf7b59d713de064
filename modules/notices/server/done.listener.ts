import type { Change, Listener } from '../../../server/changes/change.ts';
import { type Context, inTransaction, type TransactionContext } from '../../../server/context.ts';
import { readMany } from '../../../server/records/read-many.ts';
import { task } from '../../tasks/contract/index.ts';
import { isNews } from './is-news.ts';
import { type News, tell } from './tell.ts';

/** Tells whoever set a task that somebody else has done it. */
export const doneListener: Listener = {
  name: 'notices.done',
  nouns: [task.name],
  handle: (ctx, changes) =>
    inTransaction(ctx, async (tx) => {
      for (const news of await accomplishmentsIn(tx, changes)) await tell(tx, news);
    }),
};

/** Which tasks of whom were done by whom, those of two people together. What was opened again meanwhile is not done. */
async function accomplishmentsIn(tx: TransactionContext, changes: readonly Change[]): Promise<readonly News[]> {
  const doneBy = new Map(changes.filter((change) => isDone(tx, change)).map((one) => [one.recordId, one.memberId]));
  const groups = new Map<string, News & { readonly ids: string[] }>();
  for (const { id, done, createdBy } of await readMany(tx, task, 'id', [...doneBy.keys()])) {
    const by = doneBy.get(id) ?? null;
    if (!done || !createdBy || createdBy.id === by) continue;
    const key = [createdBy.id, by].join(' ');
    const group = groups.get(key) ?? { kind: 'done', member: createdBy.id, by, noun: task.name, ids: [] };
    group.ids.push(id);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function isDone(ctx: Context, change: Change): boolean {
  return change.kind === 'updated' && change.fields.done?.to === true && isNews(ctx, change);
}
