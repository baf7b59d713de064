import { defineRoute } from '../../../server/http/route.ts';
import {
  endMemberSessions,
  endOtherSessions,
  endOwnSession,
  listMemberSessions,
  listOwnSessions,
} from '../contract/session.api.ts';
import * as service from './session.service.ts';

export const sessionRoutes = [
  defineRoute(listOwnSessions, 'signedIn', async (ctx) => ({ items: await service.listSessions(ctx) })),
  defineRoute(endOwnSession, 'signedIn', async (ctx, { params }) => {
    await service.endSession(ctx, params.id);
    return {};
  }),
  defineRoute(endOtherSessions, 'signedIn', async (ctx) => ({ ended: await service.endOthers(ctx) })),
  defineRoute(listMemberSessions, ['owner'], (ctx, { params }) => service.listSessionsOf(ctx, params.id)),
  defineRoute(endMemberSessions, ['owner'], async (ctx, { params }) => ({
    ended: await service.endSessionsOf(ctx, params.id),
  })),
];
