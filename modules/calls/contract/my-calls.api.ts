import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { plainText } from '../../../shared/contract/text-schemas.ts';
import { callResults } from './call-event.api.ts';

const moment = z.iso.datetime({ offset: true });

const myCall = z.strictObject({
  id: z.guid(),
  direction: z.enum(['in', 'out']),
  number: z.string(),
  /** What the line is called; null for one that is not written down. */
  line: z.string().nullable(),
  /** By which source leads of the line came. */
  source: z.string().nullable(),
  rangAt: moment,
  answeredAt: moment.nullable(),
  endedAt: moment.nullable(),
  result: z.enum(callResults).nullable(),
  seconds: z.int().nullable(),
  /** The logged activity, once the call has ended. */
  task: z.guid().nullable(),
  /** Only to see that it works. */
  isTest: z.boolean(),
});
export type MyCall = z.output<typeof myCall>;

export const listMyCalls = defineEndpoint({
  name: 'calls.mine',
  summary: 'The calls on your telephone now and in the last minutes, the newest first',
  method: 'GET',
  path: '/my-calls',
  response: z.strictObject({
    items: z.array(myCall),
    /** Whether a telephone system makes calls for you. */
    canDial: z.boolean(),
  }),
});

export const dialNumber = defineEndpoint({
  name: 'calls.dial',
  summary: 'Have the telephone system call a number and your telephone',
  method: 'POST',
  path: '/my-calls/dial',
  body: z.strictObject({ number: plainText(60).min(3) }),
  response: z.strictObject({}),
  status: 202,
  errors: ['noTelephone', 'dialRefused'],
});
