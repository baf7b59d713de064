import { defineRoute } from '../../../server/http/route.ts';
import { createServiceKey, endWorkspaceKey, listWorkspaceKeys } from '../contract/workspace-key.api.ts';
import { assertKnownScopes } from './api-key.routes.ts';
import { endKey, listKeys, makeServiceKey } from './service-key.service.ts';

export const serviceKeyRoutes = [
  defineRoute(listWorkspaceKeys, ['owner'], async (ctx) => ({ items: await listKeys(ctx) })),
  defineRoute(createServiceKey, ['owner'], (ctx, { body }) => {
    assertKnownScopes(ctx, body.scopes);
    return makeServiceKey(ctx, body);
  }),
  defineRoute(endWorkspaceKey, ['owner'], async (ctx, { params }) => {
    await endKey(ctx, params.id);
    return {};
  }),
];
