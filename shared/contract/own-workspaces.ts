import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';

export const listOwnWorkspaces = defineEndpoint({
  name: 'workspaces.list',
  summary:
    'The workspaces you are an active member of, sandboxes left out; the cookie `rapport.workspace` (`__Host-rapport.workspace` over https) chooses one',
  method: 'GET',
  path: '/workspaces',
  response: z.strictObject({
    items: z.array(z.strictObject({ id: z.string(), name: z.string(), current: z.boolean() })),
  }),
  errors: ['signInNeeded'],
});
export type OwnWorkspaces = z.output<typeof listOwnWorkspaces.response>['items'];
