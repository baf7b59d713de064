import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { plainText } from '../../../shared/contract/text-schemas.ts';
import { idInput } from '../../../shared/contract/value-schemas.ts';

/** How a call ended; what is not said follows from whether it was answered. */
export const callResults = ['answered', 'missed', 'noAnswer', 'busy', 'failed'] as const;
export type CallResult = (typeof callResults)[number];

const called = plainText(60).min(1);

/** What happened to a call, in any order and as often as it is told: each is taken in once. */
export const callEvent = z.strictObject({
  event: z.enum(['ringing', 'answered', 'ended', 'recorded']),
  /** What the telephone system calls this call; the same in all its events. */
  call: plainText(200).min(1),
  direction: z.enum(['in', 'out']),
  /** Who calls: of a call that comes in the client's number, of one that goes out the inner number or the line. */
  caller: called,
  /** Who is called: of a call that comes in the line, of one that goes out the client's number. */
  called,
  /** The inner number of the member: whose telephone rings, who answered, who called. */
  extension: plainText(20).min(1).optional(),
  /** Now when absent. */
  at: z.iso.datetime({ offset: true }).optional(),
  /** Of a call that ended. */
  result: z.enum(callResults).optional(),
  /** Seconds that were talked. */
  seconds: z.int().min(0).max(604_800).optional(),
  /** Of a recording: where it is fetched from. */
  url: z.string().trim().min(1).max(2000).optional(),
});
export type CallEvent = z.output<typeof callEvent>;

export const receiveCallEvent = defineEndpoint({
  name: 'calls.receive',
  summary: 'Tell what happened to a call, as a telephone system, signed with its key',
  method: 'POST',
  path: '/telephony/{workspace}/{exchange}/events',
  params: z.strictObject({ workspace: idInput, exchange: idInput }),
  body: callEvent,
  response: z.strictObject({
    /** The logged activity; null until the call has ended. */
    task: z.guid().nullable(),
  }),
  errors: ['wrongExchangeKey', 'keyFromElsewhere'],
});
