import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { integerParam } from '../../../shared/contract/query-params.ts';
import { recordParams } from '../../../shared/contract/record-queries.ts';
import { plainText } from '../../../shared/contract/text-schemas.ts';
import { idInput } from '../../../shared/contract/value-schemas.ts';
import { filterSchema } from '../../../shared/filter/filter.ts';
import { roles } from '../../../shared/nouns/metadata.ts';

/** What may happen to a record. */
export const webhookKinds = ['created', 'updated', 'deleted', 'restored'] as const;

/** Some changes of one noun's records. */
const webhookEvent = z.strictObject({
  noun: z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,79}$/),
  kinds: z.array(z.enum(webhookKinds)).min(1).max(webhookKinds.length),
  /** Only records that match as they are when the event is taken in; the filter language of lists. */
  filter: filterSchema.nullable().optional(),
});
export type WebhookEvent = z.output<typeof webhookEvent>;

const changeable = {
  url: z.string().trim().min(1).max(2000),
  description: plainText(300),
  active: z.boolean(),
  /** It is sent no more than the member who made it and this role both see: a standard role, or the id of one of the workspace's own; null for all that member sees. */
  role: z.union([z.enum(roles), idInput]).nullable(),
  events: z.array(webhookEvent).min(1).max(50),
};

export const webhookInput = z.strictObject({
  ...changeable,
  description: changeable.description.default(''),
  active: changeable.active.default(true),
  role: changeable.role.default(null),
});
export type WebhookInput = z.output<typeof webhookInput>;
export const webhookPatch = z.strictObject(changeable).partial();
export type WebhookPatch = z.output<typeof webhookPatch>;

const moment = z.iso.datetime({ offset: true });
/** Why Rapport itself switched a webhook off. */
export const disabledReasons = ['failing', 'gone', 'memberGone', 'badFilter'] as const;

export const webhookAnswer = z.strictObject({
  id: z.guid(),
  url: z.string(),
  description: z.string(),
  active: z.boolean(),
  role: z.string().nullable(),
  events: z.array(webhookEvent),
  createdBy: z.guid(),
  createdAt: moment,
  updatedAt: moment,
  /** Until when the secret before is signed with too; null when there is none. */
  oldSecretUntil: moment.nullable(),
  /** Since when every attempt has failed; null while it works. */
  failingSince: moment.nullable(),
  disabledAt: moment.nullable(),
  disabledReason: z.enum(disabledReasons).nullable(),
  /** Deliveries that are still to be made. */
  waiting: z.int(),
  /** Deliveries that were given up. */
  dead: z.int(),
});
export type Webhook = z.output<typeof webhookAnswer>;

export const deliveryStates = ['waiting', 'delivered', 'dead'] as const;
const attemptAnswer = {
  /** The status of the answer; null when there was none. */
  status: z.int().nullable(),
  milliseconds: z.int().nullable(),
  /** Why there was no answer, as a code of `errors`; null when there was one. */
  fault: z.string().nullable(),
};
export const deliveryAnswer = z.strictObject({
  /** Also the `webhook-id` of every attempt. */
  id: z.string(),
  at: moment,
  type: z.string(),
  noun: z.string().nullable(),
  recordId: z.guid().nullable(),
  state: z.enum(deliveryStates),
  attempts: z.int(),
  /** When it is tried next; null when it is not. */
  nextAt: moment.nullable(),
  ...attemptAnswer,
});
export type Delivery = z.output<typeof deliveryAnswer>;
const deliveryDetail = z.strictObject({
  ...deliveryAnswer.shape,
  /** What is sent, to the letter. */
  body: z.string(),
  /** Newest first. */
  log: z.array(z.strictObject({ at: moment, ...attemptAnswer, snippet: z.string() })),
});

const deliveryParams = z.strictObject({ id: z.guid(), delivery: z.string().regex(/^msg_[0-9a-f-]{36}$/) });
const base = '/webhooks';
const one = `${base}/{id}`;

export const listWebhooks = defineEndpoint({
  name: 'webhooks.list',
  summary: 'The webhooks of the workspace; for owners',
  method: 'GET',
  path: base,
  response: z.strictObject({ items: z.array(webhookAnswer) }),
});

export const createWebhook = defineEndpoint({
  name: 'webhooks.create',
  summary: 'Have changes sent to an address; the secret is shown this once; for owners',
  method: 'POST',
  path: base,
  body: webhookInput,
  response: z.strictObject({ webhook: webhookAnswer, secret: z.string() }),
  status: 201,
  secret: true,
  errors: ['tooManyWebhooks'],
});

export const updateWebhook = defineEndpoint({
  name: 'webhooks.update',
  summary: 'Change a webhook, or switch it on again; for owners',
  method: 'PATCH',
  path: one,
  params: recordParams,
  body: webhookPatch,
  response: webhookAnswer,
  errors: ['notFound'],
});

export const deleteWebhook = defineEndpoint({
  name: 'webhooks.delete',
  summary: 'Delete a webhook with all its deliveries; for owners',
  method: 'DELETE',
  path: one,
  params: recordParams,
  response: z.strictObject({}),
  errors: ['notFound'],
});

export const rotateSecret = defineEndpoint({
  name: 'webhooks.rotate',
  summary: 'Give a webhook a new secret, shown this once; the old one is signed with for a day more; for owners',
  method: 'POST',
  path: `${one}/rotate`,
  params: recordParams,
  response: z.strictObject({ webhook: webhookAnswer, secret: z.string() }),
  secret: true,
  errors: ['notFound'],
});

export const testWebhook = defineEndpoint({
  name: 'webhooks.test',
  summary: 'Send a webhook a test; for owners',
  method: 'POST',
  path: `${one}/test`,
  params: recordParams,
  response: deliveryAnswer,
  status: 202,
  errors: ['notFound', 'webhookInactive'],
});

export const listDeliveries = defineEndpoint({
  name: 'webhooks.deliveries',
  summary: 'What a webhook was sent in the last 30 days, newest first; for owners',
  method: 'GET',
  path: `${one}/deliveries`,
  params: recordParams,
  query: z.strictObject({
    state: z.enum(deliveryStates).optional(),
    limit: integerParam({ min: 1, max: 200 }).default(50),
    cursor: z.string().min(1).max(200).optional(),
  }),
  response: z.strictObject({ items: z.array(deliveryAnswer), next: z.string().nullable() }),
  errors: ['notFound', 'badCursor'],
});

export const getDelivery = defineEndpoint({
  name: 'webhooks.delivery',
  summary: 'One delivery with its body and every attempt; for owners',
  method: 'GET',
  path: `${one}/deliveries/{delivery}`,
  params: deliveryParams,
  response: deliveryDetail,
  errors: ['notFound'],
});

export const replayDelivery = defineEndpoint({
  name: 'webhooks.replayOne',
  summary: 'Send a delivery again, under the id it has; for owners',
  method: 'POST',
  path: `${one}/deliveries/{delivery}/replay`,
  params: deliveryParams,
  response: deliveryAnswer,
  status: 202,
  errors: ['notFound', 'webhookInactive'],
});

export const replaySpan = defineEndpoint({
  name: 'webhooks.replay',
  summary: 'Send the deliveries of a span of time again, those given up or all; for owners',
  method: 'POST',
  path: `${one}/replay`,
  params: recordParams,
  body: z.strictObject({ from: moment, to: moment, state: z.enum(['dead', 'delivered', 'all']).default('dead') }),
  response: z.strictObject({ count: z.int() }),
  status: 202,
  errors: ['notFound', 'webhookInactive'],
});
