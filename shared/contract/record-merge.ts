import { z } from 'zod';
import { mergeSides } from '../merging/merge-sides.ts';
import type { Noun } from '../nouns/noun.ts';
import { defineEndpoint } from './endpoint.ts';
import { recordSchema } from './field-schemas.ts';
import { recordParams } from './record-queries.ts';

/** More records than these that point at the one that goes are moved by a job. */
export const mergeAtOnce = 2_000;

export const mergeStates = ['waiting', 'merged', 'undoing', 'undone', 'refused'] as const;

/** A merge as it stands: two records became one, are about to, or are two again. */
export const mergeShape = z.strictObject({
  id: z.guid(),
  noun: z.string(),
  /** The record that stays. */
  winner: z.guid(),
  /** The one that went to the bin. */
  loser: z.guid(),
  state: z.enum(mergeStates),
  memberId: z.guid().nullable(),
  at: z.iso.datetime({ offset: true }),
  endedAt: z.iso.datetime({ offset: true }).nullable(),
  /** How many pointers at the loser there were, and how many of them are done with. */
  total: z.int(),
  moved: z.int(),
  /** Why a merge, or its undoing, that a job was to do was not done. */
  refusal: z.strictObject({ code: z.string(), field: z.string().nullable() }).nullable(),
  /** What an undoing left as it is because somebody changed it since; the first of what the caller may know of. */
  kept: z.array(z.strictObject({ noun: z.string(), id: z.guid(), field: z.string() })),
});
export type Merge = z.output<typeof mergeShape>;

export const mergeBody = z.strictObject({
  /** The record that becomes part of the one addressed. */
  other: z.guid(),
  /** The state of the other one that was seen; that of the one addressed stands in `If-Match`. */
  otherVersion: z.int().positive().optional(),
  /** Whose value a field keeps: `this`, `other`, or `both` of lists and long texts. */
  keep: z.record(z.string().max(100), z.enum(mergeSides)).default({}),
});

const preview = z.strictObject({
  /** What points at the other record, as far as the caller may see it: moved by a merge. `capped`: at least so many. */
  moves: z.array(z.strictObject({ noun: z.string(), field: z.string(), count: z.int(), capped: z.boolean() })),
});
export type MergePreview = z.output<typeof preview>;

const duplicates = z.strictObject({
  /** The most alike first. `by`: the fields that are alike. */
  items: z.array(z.strictObject({ id: z.guid(), label: z.string().nullable(), by: z.array(z.string()) })),
});
export type Duplicates = z.output<typeof duplicates>;

const faults = ['notFound', 'inBin', 'stale', 'sameRecord', 'mergeUnderWay', 'ownerless', 'duplicate'];

/** The endpoints of nouns of which two records may be made one. */
export function buildMergeEndpoints<N extends Noun>(noun: N) {
  const one = `/${noun.plural}/{id}`;
  const done = z.strictObject({ merge: mergeShape, record: recordSchema(noun) });
  return {
    merge: defineEndpoint({
      name: `${noun.plural}.merge`,
      summary: `Make one ${noun.name} of two: what points at the other points at this one, and the other goes to the bin`,
      method: 'POST',
      path: `${one}/merges`,
      params: recordParams,
      body: mergeBody,
      response: done,
      status: 201,
      errors: faults,
    }),
    merges: defineEndpoint({
      name: `${noun.plural}.merges`,
      summary: `The merges that a ${noun.name} had part in, the newest first`,
      method: 'GET',
      path: `${one}/merges`,
      params: recordParams,
      response: z.strictObject({ items: z.array(mergeShape) }),
      errors: ['notFound'],
    }),
    unmerge: defineEndpoint({
      name: `${noun.plural}.unmerge`,
      summary: 'Undo a merge: everything goes back, but for what somebody has changed since',
      method: 'DELETE',
      path: `${one}/merges/{merge}`,
      params: z.strictObject({ id: z.guid(), merge: z.guid() }),
      response: done,
      errors: ['notFound', 'inBin', 'notUndoable', 'duplicate'],
    }),
    mergePreview: defineEndpoint({
      name: `${noun.plural}.mergePreview`,
      summary: 'What would move if the other record became part of this one',
      method: 'GET',
      path: `${one}/merge-preview`,
      params: recordParams,
      query: z.strictObject({ other: z.guid() }),
      response: preview,
      errors: ['notFound', 'inBin', 'sameRecord'],
    }),
    duplicates: defineEndpoint({
      name: `${noun.plural}.duplicates`,
      summary: `Other ${noun.plural} that are likely the same: an address, a number or a name alike`,
      method: 'GET',
      path: `${one}/duplicates`,
      params: recordParams,
      response: duplicates,
      errors: ['notFound'],
    }),
  };
}
