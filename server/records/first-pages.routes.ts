import { type ListToRead, readFirstPages } from '../../shared/contract/first-pages.api.ts';
import { AppError } from '../../shared/errors.ts';
import type { Context } from '../context.ts';
import { findDatabaseError } from '../http/database-problem.ts';
import { toProblem } from '../http/problem.ts';
import { defineRoute, JsonText, type Route } from '../http/route.ts';
import { checkedFilter } from './checked-filter.ts';
import { listRecords } from './list.ts';

/** How many of them are asked of the database at once: one page must not take all of its connections. */
const atOnce = 3;

/** Several lists by one request; each is read by its own rights, and counts as a request. */
export const firstPagesRoutes: readonly Route[] = [
  {
    ...defineRoute(
      readFirstPages,
      'signedIn',
      async (ctx, { query }) => new JsonText(await answerFirstPages(ctx, query.lists)),
    ),
    weigh: ({ query }) => (query as { readonly lists: readonly unknown[] }).lists.length,
  },
];

/** The beginnings of lists as JSON text `{"answers":[{"page":…},{"problem":…},…]}`, in the order in which they are asked for. */
export async function answerFirstPages(ctx: Context, lists: readonly ListToRead[]): Promise<string> {
  const answers = new Array<string>(lists.length);
  const waiting = [...lists.entries()];
  const read = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) answers[next[0]] = await readOne(ctx, next[1]);
  };
  await Promise.all(Array.from({ length: atOnce }, read));
  return `{"answers":[${answers.join(',')}]}`;
}

/** A list that is refused says why in its place; the others are answered. */
async function readOne(ctx: Context, { noun: name, filter, ...query }: ListToRead): Promise<string> {
  try {
    const noun = ctx.registry.findNoun(name);
    if (!noun) throw new AppError(404, 'unknownNoun', { noun: name });
    return `{"page":${await listRecords(ctx, noun, { ...query, filter: checkedFilter(ctx, noun, filter) })}}`;
  } catch (error) {
    const refusal = error instanceof AppError ? error : findDatabaseError(error);
    if (!refusal) throw error;
    return `{"problem":${JSON.stringify(toProblem(refusal, ctx.requestId))}}`;
  }
}
