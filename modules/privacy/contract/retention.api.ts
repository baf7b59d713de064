import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { bulkStates } from '../../../shared/contract/record-bulk.ts';
import { recordParams } from '../../../shared/contract/record-queries.ts';
import { filterSchema } from '../../../shared/filter/filter.ts';

/** From when on it is counted how long a record is kept. */
export const retentionMoments = ['created', 'changed', 'contact', 'closed'] as const;
export type RetentionMoment = (typeof retentionMoments)[number];
/** Why a rule stopped by itself: whoever switched it on is no owner any more, or what it asks for is not there. */
const retentionFaults = ['ownerGone', 'nounGone', 'momentGone', 'filterGone'] as const;
export type RetentionFault = (typeof retentionFaults)[number];

const moment = z.iso.datetime({ offset: true });

const ruleInput = z.strictObject({
  noun: z.string().min(1).max(100),
  /** Only records that match; the filter language of lists. */
  filter: filterSchema.nullable().default(null),
  since: z.enum(retentionMoments),
  days: z.int().min(1).max(36_500),
  /** Of people alone: days in the bin after which they are erased for good; null, where they stay there. */
  eraseAfter: z.int().min(1).max(365).nullable().default(null),
});
export type RetentionInput = z.output<typeof ruleInput>;

const rule = z.strictObject({
  id: z.guid(),
  noun: z.string(),
  filter: filterSchema.nullable(),
  since: z.enum(retentionMoments),
  days: z.int(),
  eraseAfter: z.int().nullable(),
  /** People it put into the bin who are to be erased, and when the first of them is. */
  waiting: z.int(),
  nextErasure: moment.nullable(),
  state: z.enum(['off', 'on', 'stopped']),
  fault: z.enum(retentionFaults).nullable(),
  createdAt: moment,
});
export type RetentionRule = z.output<typeof rule>;

/** Records that are old enough and left where they are, by the first reason that holds. */
const spared = z.strictObject({
  /** An open deal or lead, or a client who has one. */
  open: z.int(),
  tasks: z.int(),
  restricted: z.int(),
  /** Taken back out of the bin less long ago than the rule waits. */
  restored: z.int(),
});
export type Spared = z.output<typeof spared>;

/** What a rule did in one night. */
const run = z.strictObject({
  id: z.guid(),
  rule: z.guid(),
  noun: z.string(),
  at: moment,
  state: z.enum(bulkStates),
  /** In the bin because of it. */
  binned: z.int(),
  /** Erased for good since: these are not taken back. */
  erased: z.int(),
  refused: z.int(),
  undone: z.int(),
  spared,
});
export type RetentionRun = z.output<typeof run>;

const base = '/privacy/retention';

export const listRetention = defineEndpoint({
  name: 'retention.list',
  summary:
    'The rules by which records go to the bin, and people are erased, and what they did in the last 30 days; for owners',
  method: 'GET',
  path: base,
  response: z.strictObject({ rules: z.array(rule), runs: z.array(run) }),
});
export type Retention = z.output<typeof listRetention.response>;

export const addRetentionRule = defineEndpoint({
  name: 'retention.add',
  summary: 'Makes a rule, switched off; for owners at a browser',
  method: 'POST',
  path: base,
  body: ruleInput,
  response: rule,
  status: 201,
  errors: ['signInNeeded'],
});

export const removeRetentionRule = defineEndpoint({
  name: 'retention.remove',
  summary:
    'Takes a rule away; what it has put into the bin stays there, is erased by nothing any more, and can be taken back',
  method: 'DELETE',
  path: `${base}/{id}`,
  params: recordParams,
  response: z.strictObject({}),
  errors: ['notFound', 'signInNeeded'],
});

const preview = z.strictObject({
  count: z.int(),
  spared,
  /** The first of them, as the caller sees them. */
  first: z.array(z.looseObject({ id: z.guid() })),
});
export type RetentionPreview = z.output<typeof preview>;

export const previewRetention = defineEndpoint({
  name: 'retention.preview',
  summary: 'What a rule would put into the bin now',
  method: 'GET',
  path: `${base}/{id}/preview`,
  params: recordParams,
  response: preview,
  errors: ['notFound'],
});

export const switchRetention = defineEndpoint({
  name: 'retention.switch',
  summary: 'Switches a rule on or off; on only for as many records as its preview counted',
  method: 'PUT',
  path: `${base}/{id}/on`,
  params: recordParams,
  body: z.strictObject({
    on: z.boolean(),
    /** How many records the preview counted; not asked for to switch off. */
    count: z.int().min(0).optional(),
  }),
  response: rule,
  errors: ['notFound', 'signInNeeded', 'previewAnew'],
});

export const undoRetention = defineEndpoint({
  name: 'retention.undo',
  summary: 'Takes back out of the bin what a rule put there in one night, and switches the rule off',
  method: 'POST',
  path: `${base}/runs/{id}/undo`,
  params: recordParams,
  response: z.strictObject({}),
  status: 202,
  errors: ['notFound', 'signInNeeded', 'notUndoable'],
});
