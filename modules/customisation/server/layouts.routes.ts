import { defineRoute, type Route } from '../../../server/http/route.ts';
import { listLayouts, putLayout } from '../contract/index.ts';
import { layOut } from './layouts.service.ts';

export const layoutRoutes: readonly Route[] = [
  defineRoute(listLayouts, ['owner'], async ({ registry }, { query }) => ({
    items: registry.layouts.filter(({ noun }) => query.noun === undefined || noun === query.noun) as never,
  })),
  defineRoute(putLayout, ['owner'], (ctx, { body }) => layOut(ctx, body)),
];
