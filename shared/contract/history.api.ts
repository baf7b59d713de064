import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import { idInput } from './value-schemas.ts';

const changeId = z.string().regex(/^\d{1,18}$/);

/** A record as it was after a change. */
const version = z.strictObject({
  change: z.string().nullable().describe('The change that made it; null for the record as it is now'),
  at: z.iso.datetime({ offset: true }),
  memberId: z.string().nullable(),
});

/** Two states of a record side by side: the fields in which they differ. */
export const compareVersions = defineEndpoint({
  name: 'history.compare',
  summary: 'A record after two of its changes, side by side: the fields in which they differ',
  method: 'GET',
  path: '/history/{noun}/{id}/compare',
  params: z.strictObject({ noun: z.string().max(100), id: idInput }),
  query: z.strictObject({
    from: changeId.describe('The id of a change of the record'),
    to: changeId.optional().describe('The id of another; the record as it is now where it is absent'),
  }),
  response: z.strictObject({
    from: version,
    to: version,
    fields: z.array(z.strictObject({ name: z.string(), from: z.unknown(), to: z.unknown() })),
  }),
  errors: ['unknownNoun', 'notFound'],
});
