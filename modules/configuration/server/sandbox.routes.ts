import { defineRoute, type Route } from '../../../server/http/route.ts';
import * as api from '../contract/sandbox.api.ts';
import { findSandbox, makeSandbox, removeSandbox } from './sandbox.service.ts';

export const sandboxRoutes: readonly Route[] = [
  defineRoute(api.getSandbox, ['owner'], async (ctx) => ({ sandbox: await findSandbox(ctx) })),
  defineRoute(api.makeSandbox, ['owner'], async (ctx, { body }) => ({ sandbox: await makeSandbox(ctx, body.sample) })),
  defineRoute(api.removeSandbox, ['owner'], async (ctx) => {
    await removeSandbox(ctx);
    return { sandbox: null };
  }),
];
