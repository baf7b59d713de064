import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import { integerParam, listParam } from './query-params.ts';
import { changeSchema } from './record-change.ts';
import { idInput } from './value-schemas.ts';

const told = z.strictObject({
  kind: z.literal('record'),
  /** When it took place. */
  at: z.iso.datetime({ offset: true }),
  noun: z.string(),
  record: z.looseObject({ id: z.string(), version: z.int() }),
});

const changed = z.strictObject({
  kind: z.literal('change'),
  at: z.iso.datetime({ offset: true }),
  change: changeSchema,
  /** The record that changed, where it is not the one that was asked for. */
  about: z.strictObject({ noun: z.string(), id: z.string(), label: z.string().nullable() }).nullable(),
});

export type TimelineItem = z.output<typeof told> | z.output<typeof changed>;

/** What happened with a record and with what belongs to it, by when it took place. */
export const getTimeline = defineEndpoint({
  name: 'timeline.get',
  summary: 'What happened with a record and with its people, branches and deals, the newest first',
  method: 'GET',
  path: '/timeline/{noun}/{id}',
  params: z.strictObject({ noun: z.string().max(100), id: idInput }),
  query: z.strictObject({
    from: z.iso.datetime({ offset: true }).optional().describe('Only what took place at this moment or later'),
    until: z.iso.datetime({ offset: true }).optional().describe('Only what took place before this moment'),
    channels: listParam(50).optional().describe('Only these: `note,call,change`'),
    by: idInput.optional().describe('Only what this member did'),
    cursor: z.string().max(200).optional(),
    limit: integerParam({ min: 1, max: 100 }).default(30),
  }),
  response: z.strictObject({
    items: z.array(z.discriminatedUnion('kind', [told, changed])),
    next: z.string().nullable(),
  }),
  errors: ['unknownNoun', 'notFound', 'badCursor'],
});
