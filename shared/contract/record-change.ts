import { z } from 'zod';

/** One entry of a record's history, as the API answers it. */
export const changeSchema = z.strictObject({
  id: z.string(),
  at: z.iso.datetime({ offset: true }),
  memberId: z.string().nullable(),
  through: z.enum(['web', 'api', 'import', 'cli', 'system', 'process', 'portal']),
  /** The process that did it, in the member's name: as it was called then, and which of its runs. */
  process: z.strictObject({ id: z.string(), run: z.string(), name: z.string() }).optional(),
  /** Of the portal: the client who did it, a person of the base. */
  client: z.string().optional(),
  /** One of many records changed by one act, or told of as of a past. */
  amid: z.enum(['many', 'past']).optional(),
  noun: z.string(),
  recordId: z.string(),
  kind: z.string(),
  fields: z.record(z.string(), z.strictObject({ from: z.unknown().optional(), to: z.unknown().optional() })),
});
export type RecordChange = z.output<typeof changeSchema>;
