import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';

/** The longest cursor there is: a snapshot of the database names the transactions that run. */
const longestCursor = 4_000;

/**
 * Server-sent events (`shared/stream/stream-event.ts`): which records the caller may see have changed, never their values.
 * With the id of the last event heard, as `cursor` or as the header `Last-Event-ID`, it goes on where it broke off; with the cursor of
 * `GET /session` it begins there, else now.
 */
export const openStream = defineEndpoint({
  name: 'stream.open',
  summary: 'Hear of changes as they happen (server-sent events)',
  method: 'GET',
  path: '/stream',
  query: z.strictObject({
    cursor: z.string().max(longestCursor).optional(),
    /** Tells also who else is at the records that this browser's tabs show (`presence.keep`). */
    browser: z.uuid().optional(),
    /** `workspace` or `workspace.member` by id: 409 `pageOfAnother` where the session is elsewhere now. */
    page: z.string().max(100).optional(),
    /** Ends when all that is known is told, for callers that look in now and then. */
    once: z.enum(['true', 'false']).optional(),
  }),
  response: z.string(),
  events: true,
});
