import { z } from 'zod';
import { revealReasons } from '../nouns/role-rights.ts';
import { defineEndpoint } from './endpoint.ts';
import { idInput } from './value-schemas.ts';

/** `secret`: the answer is not kept to be repeated. */
export const revealValue = defineEndpoint({
  name: 'reveals.create',
  summary:
    'The whole value of a masked field of one record, where the role may have it shown; written down and counted first',
  method: 'POST',
  path: '/reveals',
  body: z.strictObject({
    noun: z.string().max(100),
    id: idInput,
    field: z.string().max(100),
    /** Needed where the role asks for one. */
    reason: z.enum(revealReasons).optional(),
  }),
  response: z.strictObject({ value: z.unknown() }),
  secret: true,
  errors: ['unknownNoun', 'notFound', 'fieldsHidden', 'signInNeeded', 'stoppedByAlarm', 'dailyLimitReached'],
});
