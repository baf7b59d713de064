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

/** How far filling the workspace with the demo company is, and what came of it. */
export const demoState = z.strictObject({
  /** `none`: not asked for, or there is nothing in the workspace again. */
  state: z.enum(['none', 'filling', 'failed', 'done']),
  /** How much of it is there while it is being filled in, between 0 and 1. */
  share: z.number(),
  companies: z.number().int(),
  people: z.number().int(),
  deals: z.number().int(),
});
export type DemoState = z.output<typeof demoState>;

export const getDemo = defineEndpoint({
  name: 'demo.get',
  summary: 'Whether the demo company is being filled in, is there or went wrong; for owners',
  method: 'GET',
  path: '/setup/demo',
  response: demoState,
});

export const cancelDemo = defineEndpoint({
  name: 'demo.cancel',
  summary: 'Stop filling in the demo company: nothing of it is kept; where it is there already it stays; for owners',
  method: 'DELETE',
  path: '/setup/demo',
  response: demoState,
});
