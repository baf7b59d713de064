import { defineRoute } from '../../../server/http/route.ts';
import {
  createWebhook,
  deleteWebhook,
  getDelivery,
  listDeliveries,
  listWebhooks,
  replayDelivery,
  replaySpan,
  rotateSecret,
  testWebhook,
  updateWebhook,
} from '../contract/index.ts';
import { getDeliveryOf, listDeliveriesOf, replay, replayMany, sendTest } from './delivery.service.ts';
import { listWebhookRows } from './webhook.repository.ts';
import { changeWebhook, makeWebhook, removeWebhook, rotate } from './webhook.service.ts';

const owners = ['owner'] as const;

export const webhookRoutes = [
  defineRoute(listWebhooks, owners, async ({ db }) => ({ items: await listWebhookRows(db) })),
  defineRoute(createWebhook, owners, (ctx, { body }) => makeWebhook(ctx, body)),
  defineRoute(updateWebhook, owners, (ctx, { params, body }) => changeWebhook(ctx, params.id, body)),
  defineRoute(deleteWebhook, owners, async (ctx, { params }) => {
    await removeWebhook(ctx, params.id);
    return {};
  }),
  defineRoute(rotateSecret, owners, (ctx, { params }) => rotate(ctx, params.id)),
  defineRoute(testWebhook, owners, (ctx, { params }) => sendTest(ctx, params.id)),
  defineRoute(listDeliveries, owners, (ctx, { params, query }) => listDeliveriesOf(ctx, params.id, query)),
  defineRoute(getDelivery, owners, (ctx, { params }) => getDeliveryOf(ctx, params.id, params.delivery)),
  defineRoute(replayDelivery, owners, (ctx, { params }) => replay(ctx, params.id, params.delivery)),
  defineRoute(replaySpan, owners, async (ctx, { params, body }) => ({ count: await replayMany(ctx, params.id, body) })),
];
