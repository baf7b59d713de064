import type { AnyRoute } from '@tanstack/react-router';
import { type ComponentType, type ReactNode, use } from 'react';
import type { LaterTexts } from './i18n/later-texts.ts';
import { LaterTextsContext } from './i18n/later-texts-context.ts';
import { useTranslation } from './i18n/use-translation.tsx';
import type { WebModule } from './module.ts';

/** A page's component: the router loads it beforehand. */
type PageComponent = ComponentType & { readonly preload?: () => Promise<unknown> };

/** The module with its texts awaited by whatever of it is shown: a page, a panel, an entry of a menu. */
export function bringTexts(module: WebModule, later: LaterTexts): WebModule {
  const names = [module.name, 'errors', ...(module.texts ?? [])];
  const bring = <P extends object>(component: ComponentType<P>) => withTexts(component, names, later);
  const { routes, recordPanels, lineActs, formParts, timeline, header, day, listMenu } = module;
  return {
    ...module,
    ...(routes && { routes: (parent: AnyRoute) => routes(parent).map((route) => bringToRoute(route, names, later)) }),
    ...(recordPanels && { recordPanels: recordPanels.map((one) => ({ ...one, component: bring(one.component) })) }),
    ...(formParts && { formParts: formParts.map((one) => ({ ...one, component: bring(one.component) })) }),
    ...(lineActs && { lineActs: lineActs.map((one) => ({ ...one, component: bring(one.component) })) }),
    ...(timeline && {
      timeline: timeline.map(({ composer, ...one }) => ({
        ...{ ...one, entry: bring(one.entry) },
        ...(composer && { composer: bring(composer) }),
      })),
    }),
    ...(header && { header: header.map((one) => withTexts(one, [module.name], later)) }),
    ...(day && { day: day.map(bring) }),
    ...(listMenu && { listMenu: listMenu.map(bring) }),
  };
}

/** The route, whose page is loaded together with these texts. */
export function bringToRoute(route: AnyRoute, names: readonly string[], later: LaterTexts): AnyRoute {
  const page = route.options.component as PageComponent | undefined;
  if (!page) return route;
  const preload = async () => {
    await Promise.all([page.preload?.(), later.load(names)]);
  };
  return route.update({ component: Object.assign(withTexts(page, names, later), { preload }) }) as AnyRoute;
}

/** Shows the component once these texts are there; until then the nearest place that waits for something does. */
function withTexts<P extends object>(
  Component: ComponentType<P>,
  names: readonly string[],
  later: LaterTexts,
): (props: P) => ReactNode {
  return function WithTexts(props: P) {
    // Shown anew when the language changes.
    useTranslation();
    use(later.load(names));
    return <Component {...props} />;
  };
}

/** Waits for these texts, wherever something of the platform is shown that needs them. */
export function useTexts(names: readonly string[]): void {
  const later = use(LaterTextsContext);
  useTranslation();
  if (later) use(later.load(names));
}
