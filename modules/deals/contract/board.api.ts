import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { jsonParam } from '../../../shared/contract/query-params.ts';
import { idInput } from '../../../shared/contract/value-schemas.ts';
import { filterSchema } from '../../../shared/filter/filter.ts';

const column = z.strictObject({
  stage: z.guid(),
  /** Exact up to a cap. */
  count: z.int(),
  /** There are more than `count`; then nothing is added up. */
  capped: z.boolean(),
  /** An amount for each currency of the column's deals, never added to one another. */
  sums: z.array(z.strictObject({ currency: z.string(), amount: z.string() })),
});
export type BoardColumnSums = z.output<typeof column>;

export const getBoardSums = defineEndpoint({
  name: 'deals.board',
  summary: "How many deals stand in each stage of a pipeline, and what they come to; the stages' order is theirs",
  method: 'GET',
  path: '/deals/board',
  query: z.strictObject({
    pipeline: idInput,
    filter: jsonParam(filterSchema).optional(),
    search: z.string().max(200).optional(),
  }),
  response: z.strictObject({ stages: z.array(column) }),
  errors: ['notFound'],
});
