import { z } from 'zod';
import type { Noun } from '../nouns/noun.ts';
import { createSchema, type RecordTarget, updateSchema } from './field-schemas.ts';
import type { CreateInput, PatchInput } from './record-input.ts';

/** The most operations of one batch. */
export const batchLimit = 200;

/** One write of a batch. */
export type BatchOperation<N extends Noun = Noun> =
  | { readonly create: CreateInput<N> }
  | { readonly update: RecordTarget & PatchInput<N> }
  | { readonly delete: RecordTarget }
  | { readonly restore: { readonly id: string } };

/** A batch whose values are checked too: what clients and OpenAPI go by. */
export function batchSchema<N extends Noun>(
  noun: N,
): z.ZodType<BatchShape, { operations: readonly BatchOperation<N>[]; separately?: boolean }> {
  return operations(createSchema(noun), updateSchema(noun)) as never;
}

const target = { id: z.guid(), version: z.int().positive().optional() };

function operations<C extends z.ZodType, U extends z.ZodType>(create: C, update: U) {
  const operation = z.union([
    z.strictObject({ create }),
    z.strictObject({ update }),
    z.strictObject({ delete: z.strictObject(target) }),
    z.strictObject({ restore: z.strictObject({ id: target.id }) }),
  ]);
  return z.strictObject({
    operations: z.array(operation).min(1).max(batchLimit),
    /** Each operation stands for itself: what is refused is told, and the others are written. */
    separately: z.boolean().optional(),
  });
}

const anyFields = z.record(z.string(), z.unknown());

/** A batch whose operations are told apart while their values are still to be checked, by the engine. */
export const batchShape = operations(anyFields, z.looseObject(target));
export type BatchShape = z.output<typeof batchShape>;

/** Why one operation of those that stand for themselves was not written. */
export const batchRefusal = z.strictObject({
  /** Its place among the operations, from 0. */
  operation: z.int(),
  problem: z.looseObject({ status: z.int(), code: z.string() }),
});
