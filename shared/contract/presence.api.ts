import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';

const others = z.array(z.strictObject({ memberId: z.uuid(), field: z.string().nullable() }));

/** Says which record a tab shows, and which of its fields is being edited; kept for half a minute unless it is said again. */
export const keepPresence = defineEndpoint({
  name: 'presence.keep',
  summary: 'Say which record is looked at; answers who else looks at it',
  method: 'POST',
  path: '/presence',
  body: z.strictObject({
    /** The browser whose stream is to tell who else is there. */
    browser: z.uuid(),
    tab: z.uuid(),
    noun: z.string().max(100),
    id: z.uuid(),
    field: z.string().max(100).nullable(),
  }),
  response: z.strictObject({ others }),
  errors: ['unknownNoun'],
});

export const endPresence = defineEndpoint({
  name: 'presence.end',
  summary: 'Say that a tab no longer shows a record',
  method: 'POST',
  path: '/presence/end',
  body: z.strictObject({ tab: z.uuid() }),
  response: z.undefined(),
  status: 204,
});
