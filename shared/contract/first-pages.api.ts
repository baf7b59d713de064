import { z } from 'zod';
import { filterSchema } from '../filter/filter.ts';
import { firstPagesLimit } from '../nouns/first-pages-limit.ts';
import { defineEndpoint } from './endpoint.ts';
import { jsonParam } from './query-params.ts';
import { listQuery } from './record-queries.ts';

const text = z.string().max(200);
const asked = z.strictObject({
  noun: z.string().max(100),
  filter: filterSchema.optional(),
  search: text.optional(),
  sort: listQuery.shape.sort,
  expand: z.array(text).max(50).optional(),
  fields: z.array(text).max(100).optional(),
  limit: z.int().min(1).max(firstPagesLimit.records),
});

const page = z.strictObject({
  items: z.array(z.looseObject({ id: z.string(), version: z.int() })),
  next: z.string().nullable(),
});

const problem = z.looseObject({ status: z.int(), code: z.string() });

/** What a list is asked for among others. */
export type AskedList = z.input<typeof asked>;

/** As the server reads it. */
export type ListToRead = z.output<typeof asked>;

/** Each list's first records, or why there are none; in the order in which they were asked for. */
export type FirstPages = z.output<typeof readFirstPages.response>;

/** A card or a day shows the beginnings of many lists: one question instead of twenty. */
export const readFirstPages = defineEndpoint({
  name: 'firstPages.read',
  summary: 'The first records of several lists at once, each as its own list would answer them',
  method: 'GET',
  path: '/first-pages',
  query: z.strictObject({
    lists: jsonParam(z.array(asked).min(1).max(firstPagesLimit.lists)).describe(
      'The lists: `[{"noun":"deal","filter":…,"sort":"-createdAt","expand":["stage"],"limit":5}, …]`',
    ),
  }),
  response: z.strictObject({ answers: z.array(z.union([z.strictObject({ page }), z.strictObject({ problem })])) }),
});
