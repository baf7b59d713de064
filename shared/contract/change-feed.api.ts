import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import { integerParam, listParam } from './query-params.ts';
import { changeSchema } from './record-change.ts';

/** The most changes of one page, and how many one has when nothing is said. */
export const feedLimit = { most: 500, default: 100 } as const;

/** Everything that happens to the records the caller may read, in the order it became final. */
export const getChangeFeed = defineEndpoint({
  name: 'changes.feed',
  summary: 'What has changed since a cursor, over all nouns, in the order it became final',
  method: 'GET',
  path: '/changes',
  query: z.strictObject({
    cursor: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .describe('`next` of the answer before; without it the feed begins where `from` says'),
    from: z
      .enum(['start', 'now'])
      .default('start')
      .describe('Where a feed without a cursor begins: with the oldest change there is, or after the newest'),
    nouns: listParam().optional().describe('Only changes of these nouns, by name, separated by commas: `deal,company`'),
    limit: integerParam({ min: 1, max: feedLimit.most }).default(feedLimit.default),
  }),
  response: z.strictObject({
    items: z.array(changeSchema),
    /** Always there: the cursor to ask with next. */
    next: z.string(),
    /** There may be further changes already: ask again at once. A page may be empty and still have more behind it. */
    more: z.boolean(),
  }),
  errors: ['badCursor', 'cursorTooOld', 'unknownNoun'],
});
