import { defineRoute } from '../../../server/http/route.ts';
import { chooseNotices, listMyNotices, readMyNotices } from '../contract/index.ts';
import { choose, listMine, markRead } from './notice.service.ts';

export const noticeRoutes = [
  defineRoute(listMyNotices, 'signedIn', (ctx) => listMine(ctx)),
  defineRoute(readMyNotices, 'signedIn', async (ctx, { body }) => {
    await markRead(ctx, body.ids);
    return {};
  }),
  defineRoute(chooseNotices, 'signedIn', async (ctx, { body }) => {
    await choose(ctx, body.byMail);
    return {};
  }),
];
