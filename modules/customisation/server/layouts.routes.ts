import { withEveryField } from '../../../server/access/seen-registry.ts';
import { defineRoute, type Route } from '../../../server/http/route.ts';
import { listLayouts, putLayout } from '../contract/index.ts';
import { layOut } from './layouts.service.ts';
import { assertMayConfigure, configurableBy } from './may-configure.ts';

export const layoutRoutes: readonly Route[] = [
  defineRoute(listLayouts, 'configuring', async (ctx, { query }) => {
    const may = configurableBy(ctx);
    const asked = (noun: string) => may(noun) && (query.noun === undefined || noun === query.noun);
    return { items: ctx.registry.whole.layouts.filter(({ noun }) => asked(noun)) as never };
  }),
  defineRoute(putLayout, 'configuring', async (ctx, { body }) => {
    assertMayConfigure(ctx, body.noun);
    return layOut(withEveryField(ctx), body);
  }),
];
