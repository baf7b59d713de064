import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { idInput } from '../../../shared/contract/value-schemas.ts';

export const offerNext = defineEndpoint({
  name: 'installedItems.offer',
  summary: 'Makes a deal of what a client has at work already, with its product in it, and notes it there',
  method: 'POST',
  path: '/installed-items/{id}/offer',
  params: z.strictObject({ id: idInput }),
  response: z.strictObject({
    /** The id of the new deal. */
    deal: z.string(),
  }),
  status: 201,
  errors: ['notFound', 'inBin', 'offeredAlready'],
});
