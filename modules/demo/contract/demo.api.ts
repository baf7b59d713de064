import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';

export const startDemo = defineEndpoint({
  name: 'demo.start',
  summary: 'Fill an empty workspace with a demo company in its language, in the background; for owners',
  method: 'POST',
  path: '/setup/demo',
  body: z.strictObject({}),
  response: z.strictObject({}),
  status: 202,
  errors: ['workspaceNotEmpty'],
});
