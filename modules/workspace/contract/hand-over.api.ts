import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { bulkJob } from '../../../shared/contract/record-bulk.ts';
import { idInput } from '../../../shared/contract/value-schemas.ts';

const params = z.strictObject({ id: idInput });

export const listMemberWork = defineEndpoint({
  name: 'members.listWork',
  summary: 'How many records a successor would take over from a member, by type of record; for owners',
  method: 'GET',
  path: '/members/{id}/work',
  params,
  response: z.strictObject({
    items: z.array(
      z.strictObject({
        noun: z.string(),
        count: z.int(),
        /** There are more than `count`. */
        capped: z.boolean(),
      }),
    ),
  }),
  errors: ['notFound'],
});

export const handOverWork = defineEndpoint({
  name: 'members.handOver',
  summary:
    'Makes another member the owner of what is a member’s: one bulk act for each type of record, in the background; for owners',
  method: 'POST',
  path: '/members/{id}/hand-over',
  params,
  body: z.strictObject({
    /** The successor: another active member. */
    to: idInput,
    /** The types of records: of those that `members.listWork` names. */
    nouns: z.array(z.string().max(100)).min(1).max(100),
  }),
  response: z.strictObject({ jobs: z.array(bulkJob) }),
  status: 202,
  errors: ['notFound', 'tooManyRecords'],
});
