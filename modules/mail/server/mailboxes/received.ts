import { reachOf } from '../../../../server/access/access.ts';
import type { Context } from '../../../../server/context.ts';
import type { Queryable } from '../../../../server/db/database.ts';
import { listRecords } from '../../../../server/records/list.ts';
import { task } from '../../../tasks/contract/index.ts';
import type { LetterLine } from '../../contract/index.ts';
import { listByTasks } from './kept-letter.repository.ts';
import { lineOf } from './kept-letter.service.ts';

/** Letters shown on a card. */
const most = 50;

/** The letters that came in, or were sent elsewhere, and are told of a record, as far as the reader may read what tells of them. */
export async function listReceived(
  ctx: Context,
  { noun, id }: { readonly noun: string; readonly id: string },
): Promise<readonly LetterLine[]> {
  const tasks = ctx.registry.getNoun(task.name);
  const isAsked = [noun, 'kind', 'outcome'].every((name) => Object.hasOwn(tasks.fields, name));
  if (reachOf(ctx, tasks, 'read') === 'none' || !isAsked) return [];
  const all = [
    { field: noun, op: 'is', value: id },
    { field: 'kind', op: 'is', value: 'letter' },
  ] as const;
  const page = await listRecords(ctx, task, { filter: { all }, sort: '-createdAt', limit: most, fields: ['title'] });
  const { items } = JSON.parse(page) as { items: readonly { readonly id: string }[] };
  return (
    await listByTasks(
      ctx.db,
      items.map(({ id: one }) => one),
    )
  ).map(lineOf);
}

/** The letters these tasks tell of, as they are handed out to whom they are with. */
export async function listHeldLetters(db: Queryable, tasks: readonly string[]): Promise<readonly object[]> {
  const letters = await listByTasks(db, tasks);
  return letters.map(({ at, fromName, fromAddress, recipients, subject, body, files }) => ({
    ...{ at, fromName, fromAddress, recipients, subject, text: body, files: files.map(({ name }) => name) },
  }));
}
