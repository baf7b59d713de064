import { defineRoute, type Route } from '../../../server/http/route.ts';
import {
  createExchange,
  deleteExchange,
  dialNumber,
  listExchanges,
  listMyCalls,
  receiveCallEvent,
  renewExchangeKey,
  testExchange,
  updateExchange,
} from '../contract/index.ts';
import * as exchanges from './exchange.service.ts';
import { provenExchange } from './exchange-key.ts';
import { dial, listMine } from './my-calls.service.ts';
import { takeEvent } from './take-event.ts';

const owners = ['owner'] as const;
/** Who only reads calls nobody in the name of the house. */
const workers = ['owner', 'manager', 'seller'] as const;

export const callRoutes: readonly Route[] = [
  defineRoute(receiveCallEvent, 'keyed', async (ctx, { params, body, request, text = '' }) => {
    const exchange = await provenExchange(ctx, params.exchange, { ...request, text });
    return { task: await takeEvent(ctx, exchange, body) };
  }),
  defineRoute(listExchanges, owners, async (ctx) => ({ items: await exchanges.listExchanges(ctx) })),
  defineRoute(createExchange, owners, (ctx, { body }) => exchanges.makeExchange(ctx, body)),
  defineRoute(updateExchange, owners, (ctx, { params, body }) => exchanges.changeExchange(ctx, params.id, body)),
  defineRoute(deleteExchange, owners, async (ctx, { params }) => {
    await exchanges.removeExchange(ctx, params.id);
    return {};
  }),
  defineRoute(renewExchangeKey, owners, async (ctx, { params }) => ({ key: await exchanges.renewKey(ctx, params.id) })),
  defineRoute(testExchange, owners, async (ctx, { params }) => {
    await exchanges.ringMine(ctx, params.id);
    return {};
  }),
  defineRoute(listMyCalls, 'signedIn', (ctx) => listMine(ctx)),
  defineRoute(dialNumber, workers, async (ctx, { body }) => {
    await dial(ctx, body.number);
    return {};
  }),
];
