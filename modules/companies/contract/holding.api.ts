import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { recordParams } from '../../../shared/contract/record-queries.ts';

/** So many companies of a holding are answered, and so many steps up and down are gone. */
export const holdingLimits = { companies: 200, depth: 10 } as const;

const branch = z.strictObject({
  id: z.guid(),
  name: z.string(),
  /** Null for the head, as far as the actor sees it. */
  parent: z.guid().nullable(),
});
export type Branch = z.output<typeof branch>;

export const getHolding = defineEndpoint({
  name: 'companies.holding',
  summary: 'The companies of the holding that a company belongs to, head first; only itself where there is none',
  method: 'GET',
  path: '/companies/{id}/holding',
  params: recordParams,
  response: z.strictObject({
    companies: z.array(branch),
    /** Whether there are more than are answered. */
    more: z.boolean(),
  }),
  errors: ['notFound'],
});
