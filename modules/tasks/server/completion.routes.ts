import { defineRoute, type Route } from '../../../server/http/route.ts';
import { completeTask } from '../contract/completion.api.ts';
import { complete } from './completion.service.ts';

export const completionRoutes: readonly Route[] = [
  defineRoute(completeTask, 'signedIn', (ctx, { params, body }) => complete(ctx, params.id, body)),
];
