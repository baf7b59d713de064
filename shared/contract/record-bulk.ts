import { z } from 'zod';
import { filterSchema } from '../filter/filter.ts';
import type { Noun } from '../nouns/noun.ts';
import { defineEndpoint } from './endpoint.ts';
import { coded } from './field-errors.ts';
import { patchSchema } from './field-schemas.ts';
import { recordParams } from './record-queries.ts';

/** The most records one bulk act may concern. */
export const bulkLimit = 100_000;

const nothing = z.strictObject({});
const chosen = {
  filter: filterSchema.optional(),
  search: z.string().max(200).optional(),
  ids: z.array(z.guid()).min(1).max(10_000).optional(),
  /** Only says how many records there are, and does nothing. */
  preview: z.boolean().default(false),
};

/** Which records, and what is to be done with each. */
export function bulkSchema(noun: Noun) {
  return bulkOf(patchSchema(noun));
}

/** As it is taken in; the values of an update are checked by the engine. */
export const bulkShape = bulkOf(z.record(z.string(), z.unknown()));
export type BulkShape = z.output<typeof bulkShape>;

function bulkOf<P extends z.ZodType>(patch: P) {
  const act = z.union([
    z.strictObject({ update: patch }),
    z.strictObject({ delete: nothing }),
    z.strictObject({ restore: nothing }),
  ]);
  // Whoever means all of them says so by an empty filter: `{"filter":{"all":[]}}`.
  return z
    .strictObject({ ...chosen, act })
    .refine(({ filter, ids }) => (filter === undefined) !== (ids === undefined), coded('required'));
}

export const bulkStates = ['running', 'done', 'cancelled', 'undoing', 'undone', 'failed'] as const;

export const bulkJob = z.strictObject({
  id: z.guid(),
  noun: z.string(),
  kind: z.enum(['update', 'delete', 'restore']),
  state: z.enum(bulkStates),
  createdAt: z.iso.datetime({ offset: true }),
  finishedAt: z.iso.datetime({ offset: true }).nullable(),
  /** Records it concerns. */
  total: z.int(),
  /** Not yet looked at; of an undoing one, not yet taken back. */
  waiting: z.int(),
  changed: z.int(),
  /** They were as they should be already. */
  unchanged: z.int(),
  /** Refused by rights or rules; the first of them say why. */
  refused: z.int(),
  undone: z.int(),
  /** Not taken back, because somebody had changed them meanwhile or the rules did not let it. */
  kept: z.int(),
  refusals: z.array(z.strictObject({ id: z.guid(), code: z.string(), field: z.string().nullable() })),
});
export type BulkJob = z.output<typeof bulkJob>;

const one = '/bulk-jobs/{id}';

export const getBulkJob = defineEndpoint({
  name: 'bulkJobs.get',
  summary: 'How far a bulk act of the caller is',
  method: 'GET',
  path: one,
  params: recordParams,
  response: bulkJob,
  errors: ['notFound'],
});

export const cancelBulkJob = defineEndpoint({
  name: 'bulkJobs.cancel',
  summary: 'Stop a bulk act; what is done stays, and can be undone',
  method: 'POST',
  path: `${one}/cancel`,
  params: recordParams,
  response: bulkJob,
  errors: ['notFound'],
});

export const undoBulkJob = defineEndpoint({
  name: 'bulkJobs.undo',
  summary: 'Take a bulk act back, but for records that somebody has changed since',
  method: 'POST',
  path: `${one}/undo`,
  params: recordParams,
  response: bulkJob,
  status: 202,
  errors: ['notFound', 'notUndoable'],
});
