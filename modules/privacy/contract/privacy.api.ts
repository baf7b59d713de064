import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { plainText } from '../../../shared/contract/text-schemas.ts';
import { idInput } from '../../../shared/contract/value-schemas.ts';

const params = z.strictObject({ id: idInput });
const counts = z.array(z.strictObject({ noun: z.string(), count: z.int() }));

const held = z.strictObject({
  name: z.string(),
  /** Of these the person is the subject: they are emptied with them. */
  about: counts,
  /** These name the person among others, and stay as they are. */
  among: counts,
  letters: z.int(),
  files: z.int(),
  changes: z.int(),
});
export type Held = z.output<typeof held>;

export const getHeld = defineEndpoint({
  name: 'privacy.held',
  summary: 'How much is held about a person; for owners',
  method: 'GET',
  path: '/privacy/people/{id}',
  params,
  response: held,
  errors: ['notFound'],
});

export const downloadHeld = defineEndpoint({
  name: 'privacy.download',
  summary:
    'Everything that is held about a person in one archive (JSON, a page to read, files); for owners, and logged',
  method: 'GET',
  path: '/privacy/people/{id}/file',
  params,
  response: z.unknown(),
  download: true,
  errors: ['notFound', 'heldTooMuch'],
});

const erasure = z.strictObject({ records: z.int(), letters: z.int(), files: z.int(), changes: z.int() });
export type Erasure = z.output<typeof erasure>;

export const erasePerson = defineEndpoint({
  name: 'privacy.erase',
  summary:
    'Erases a person for good: their record stays without anything that says who it was; for owners at a browser',
  method: 'POST',
  path: '/privacy/people/{id}/erase',
  params,
  body: z.strictObject({
    /** The person's name as it is shown: there is no way back. */
    name: plainText(400).min(1),
  }),
  response: erasure,
  errors: ['notFound', 'signInNeeded', 'sandboxHoldsCopies', 'mergedAway', 'mergeUnderWay'],
});
