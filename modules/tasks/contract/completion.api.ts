import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { recordSchema } from '../../../shared/contract/field-schemas.ts';
import { idInput } from '../../../shared/contract/value-schemas.ts';
import { task } from './task.object.ts';

const completion = z.strictObject({
  /** The state it was seen in; a newer one answers 412. */
  version: z.int().positive().optional(),
  result: z.string().nullish(),
  outcome: z.string().nullish(),
  /** What follows from it, about the same records; the values of a new task. */
  next: z.record(z.string(), z.unknown()).nullish(),
});
export type Completion = z.output<typeof completion>;

export const completeTask = defineEndpoint({
  name: 'tasks.complete',
  summary: 'Says that a task is done, what came of it, and what comes next',
  method: 'POST',
  path: '/tasks/{id}/completion',
  params: z.strictObject({ id: idInput }),
  body: completion,
  response: z.strictObject({ task: recordSchema(task), next: recordSchema(task).nullable() }),
  errors: ['notFound', 'stale'],
});
