import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { dateFormats } from '../../../shared/import/date-format.ts';
import { convertibleKinds } from '../../../shared/nouns/convert-value.ts';

const idParams = z.strictObject({ id: z.guid() });

const kindChange = z
  .strictObject({
    id: z.guid(),
    /** The added field's id, its noun and its name. */
    field: z.guid(),
    noun: z.string(),
    name: z.string(),
    from: z.string(),
    to: z.string(),
    /**
     * `counting` and `converting` go on in the background, `counted` waits to be applied, `done` can be undone or closed. Of
     * `undone`, `closed` and `cancelled` nothing is kept.
     */
    state: z.enum(['counting', 'counted', 'converting', 'done', 'undone', 'closed', 'cancelled']),
    /** Takes an earlier change back. */
    isUndo: z.boolean(),
    /** Records with a value, how many of them were looked at, and how many hold one that is none of the other kind. */
    total: z.int(),
    done: z.int(),
    failed: z.int(),
    /** How the texts were found to write days. */
    dates: z.enum(dateFormats).nullable(),
    /** How many options a choice made of texts has. */
    options: z.int().nullable(),
  })
  .meta({ title: 'KindChange' });
export type KindChangeAnswer = z.output<typeof kindChange>;

export const kindChangeInput = z.strictObject({
  kind: z.enum(convertibleKinds),
  /** Digits after the point, of numbers and shares. */
  scale: z.int().min(0).max(10).optional(),
  /** How the texts write days, where that is known better than it can be guessed. */
  dates: z.enum(dateFormats).optional(),
});
export type KindChangeInput = z.output<typeof kindChangeInput>;

export const listKindChanges = defineEndpoint({
  name: 'kindChanges.list',
  summary: 'Changes of the kinds of fields that are under way or can still be undone; for owners',
  method: 'GET',
  path: '/kind-changes',
  response: z.strictObject({ items: z.array(kindChange) }),
});

export const startKindChange = defineEndpoint({
  name: 'kindChanges.start',
  summary: 'Look what would become of the values of an added field as another kind; changes nothing; for owners',
  method: 'POST',
  path: '/custom-fields/{id}/kind-changes',
  params: idParams,
  body: kindChangeInput,
  response: kindChange,
  status: 201,
  errors: ['notFound', 'kindChangeOpen', 'usedByComputed'],
});

export const getKindChange = defineEndpoint({
  name: 'kindChanges.get',
  summary: 'How a change of kind stands; for owners',
  method: 'GET',
  path: '/kind-changes/{id}',
  params: idParams,
  response: kindChange,
  errors: ['notFound'],
});

export const listKindFailures = defineEndpoint({
  name: 'kindChanges.failures',
  summary: 'The records whose values are none of the other kind, with the values; for owners',
  method: 'GET',
  path: '/kind-changes/{id}/failures',
  params: idParams,
  query: z.strictObject({ after: z.guid().optional() }),
  response: z.strictObject({
    items: z.array(z.strictObject({ record: z.guid(), label: z.string().nullable(), value: z.string() })),
    /** What to ask for as `after`; null at the end. */
    next: z.guid().nullable(),
  }),
  errors: ['notFound'],
});

const act = (name: 'apply' | 'undo' | 'close' | 'cancel', summary: string) =>
  defineEndpoint({
    name: `kindChanges.${name}`,
    summary: `${summary}; for owners`,
    method: 'POST',
    path: `/kind-changes/{id}/${name}`,
    params: idParams,
    response: kindChange,
    errors: ['notFound', 'kindChangeState', 'usedByComputed'],
  });

export const applyKindChange = act('apply', 'Change the kind');
export const undoKindChange = act('undo', 'Put the kind and the values of before back');
export const closeKindChange = act('close', 'Give the values of before up');
export const cancelKindChange = act('cancel', 'Leave the field as it is');
