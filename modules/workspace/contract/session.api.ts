import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { idInput } from '../../../shared/contract/value-schemas.ts';

const session = z.strictObject({
  id: z.string(),
  createdAt: z.string(),
  /** To the minute. */
  lastSeenAt: z.string(),
  /** Where it was begun: an address of the network; null where that is not known. */
  address: z.string().nullable(),
  /** How the browser names itself. */
  userAgent: z.string().nullable(),
});
export type DeviceSession = z.output<typeof session>;

const params = z.strictObject({ id: idInput });
const ended = z.strictObject({
  /** How many. */
  ended: z.int(),
});

export const listOwnSessions = defineEndpoint({
  name: 'sessions.list',
  summary: 'Where you are signed in, the place used last first',
  method: 'GET',
  path: '/sessions',
  response: z.strictObject({
    items: z.array(
      session.extend({
        /** The one that asks. */
        current: z.boolean(),
      }),
    ),
  }),
  errors: ['signInNeeded'],
});

export const endOwnSession = defineEndpoint({
  name: 'sessions.end',
  summary: 'Ends a session of yours at once',
  method: 'DELETE',
  path: '/sessions/{id}',
  params,
  response: z.strictObject({}),
  errors: ['notFound', 'signInNeeded', 'proofNeeded', 'signInAgain'],
});

export const endOtherSessions = defineEndpoint({
  name: 'sessions.endOthers',
  summary: 'Ends all your sessions but the one that asks',
  method: 'POST',
  path: '/sessions/end-others',
  response: ended,
  errors: ['signInNeeded', 'proofNeeded', 'signInAgain'],
});

export const listMemberSessions = defineEndpoint({
  name: 'members.listSessions',
  summary: 'Where a member is signed in; for owners',
  method: 'GET',
  path: '/members/{id}/sessions',
  params,
  response: z.strictObject({
    items: z.array(session),
    /** The account is also one of another workspace: then nothing is told. */
    elsewhere: z.boolean(),
  }),
  errors: ['notFound', 'signInNeeded'],
});

export const endMemberSessions = defineEndpoint({
  name: 'members.endSessions',
  summary: 'Ends every session of a member at once; for owners',
  method: 'POST',
  path: '/members/{id}/sessions/end',
  params,
  response: ended,
  errors: ['notFound', 'signInNeeded', 'notInSandbox', 'accountElsewhere'],
});
