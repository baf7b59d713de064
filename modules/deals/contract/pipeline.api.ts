import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { plainText } from '../../../shared/contract/text-schemas.ts';

export const copyPipeline = defineEndpoint({
  name: 'deals.copyPipeline',
  summary:
    'A pipeline of one’s own out of another: its stages with their order, outcome, probability and colour, no deals',
  method: 'POST',
  path: '/pipelines/{id}/copy',
  params: z.strictObject({ id: z.guid() }),
  body: z.strictObject({ name: plainText(200).min(1) }),
  response: z.strictObject({ id: z.guid(), stages: z.int() }),
  status: 201,
  errors: ['forbidden', 'notFound', 'stoppedByAlarm'],
});
