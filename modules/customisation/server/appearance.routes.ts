import { defineRoute, type Route } from '../../../server/http/route.ts';
import type { Brand } from '../../../shared/appearance/appearance.ts';
import type { NavigationPlan } from '../../../shared/appearance/navigation.ts';
import { changeOwnAppearance, getAppearance, putBrand, putNavigation } from '../contract/appearance.api.ts';
import { appearanceOf, changeOwn, setAppearance } from './appearance.service.ts';

export const appearanceRoutes: readonly Route[] = [
  defineRoute(getAppearance, ['owner'], async (ctx) => {
    const { part: _, ...navigation } = appearanceOf(ctx, 'navigation');
    const { part: __, ...brand } = appearanceOf(ctx, 'brand');
    return { navigation, brand } as never;
  }),
  defineRoute(putNavigation, ['owner'], async (ctx, { body }) => {
    const definition = body.definition as Partial<NavigationPlan>;
    const { version } = await setAppearance(ctx, { part: 'navigation', version: body.version, definition });
    return { version, definition: body.definition };
  }),
  defineRoute(putBrand, ['owner'], async (ctx, { body }) => {
    const definition = body.definition as Brand;
    const { version } = await setAppearance(ctx, { part: 'brand', version: body.version, definition });
    return { version, definition: body.definition };
  }),
  defineRoute(changeOwnAppearance, 'signedIn', async (ctx, { body }) => (await changeOwn(ctx, body)) as never),
];
