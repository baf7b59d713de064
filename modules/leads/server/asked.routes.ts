import { defineRoute, type Route } from '../../../server/http/route.ts';
import { takeAsked } from '../contract/asked.api.ts';
import { takeDown } from './asked.service.ts';

export const askedRoutes: readonly Route[] = [
  defineRoute(takeAsked, 'signedIn', (ctx, { body }) => takeDown(ctx, body)),
];
