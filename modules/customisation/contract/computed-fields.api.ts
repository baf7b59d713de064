import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { formulaLimits } from '../../../shared/formula/limits.ts';
import { computedKinds } from '../../../shared/nouns/custom-field.ts';
import { nounName, rollUpSchema } from './custom-fields.api.ts';

export const previewInput = z.strictObject({
  noun: nounName,
  formula: z.string().max(formulaLimits.length).optional(),
  rollUp: rollUpSchema.optional(),
  scale: z.int().min(0).max(10).optional(),
  /** The record it is tried on; the newest there is when absent. */
  record: z.guid().optional(),
});
export type PreviewInput = z.output<typeof previewInput>;

export const previewComputed = defineEndpoint({
  name: 'customFields.preview',
  summary: 'What a formula or a roll-up would give for a record, before it is made a field; for owners',
  method: 'POST',
  path: '/custom-fields/preview',
  body: previewInput,
  response: z.strictObject({
    result: z.enum(computedKinds),
    record: z.strictObject({ id: z.guid(), label: z.string().nullable() }).nullable(),
    /** As it would stand in the record: null for nothing, `{error}` where there is no value. */
    value: z.unknown(),
  }),
  errors: ['notFound'],
});

export const getComputedProgress = defineEndpoint({
  name: 'customFields.progress',
  summary: 'Which computed fields are still being worked out, and how far that is',
  method: 'GET',
  path: '/custom-fields/progress',
  response: z.strictObject({
    items: z.array(
      z.strictObject({
        noun: z.string(),
        /** Every computed field of the noun when empty. */
        names: z.array(z.string()),
        /** Records. */
        done: z.int(),
        total: z.int().nullable(),
      }),
    ),
  }),
});
