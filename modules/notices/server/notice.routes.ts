import { defineRoute } from '../../../server/http/route.ts';
import { chooseNotices, clearMyNotices, listMyNotices, listNoticeChoices, readMyNotices } from '../contract/index.ts';
import { clear, listMine, markRead } from './notice.service.ts';
import { choose, listChoices } from './notice-choices.ts';

export const noticeRoutes = [
  defineRoute(listMyNotices, 'signedIn', (ctx) => listMine(ctx)),
  defineRoute(readMyNotices, 'signedIn', async (ctx, { body }) => {
    await markRead(ctx, body.ids);
    return {};
  }),
  defineRoute(clearMyNotices, 'signedIn', async (ctx, { body }) => {
    await clear(ctx, body.ids);
    return {};
  }),
  defineRoute(listNoticeChoices, 'signedIn', (ctx) => listChoices(ctx)),
  defineRoute(chooseNotices, 'signedIn', (ctx, { body }) => choose(ctx, body.items)),
];
