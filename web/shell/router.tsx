import type { QueryClient } from '@tanstack/react-query';
import {
  type AnyRoute,
  createRootRouteWithContext,
  createRoute,
  createRouter,
  defaultParseSearch,
  redirect,
} from '@tanstack/react-router';
import type { Session } from '../../shared/nouns/metadata.ts';
import { bringToRoute } from '../bring-texts.tsx';
import type { LaterTexts } from '../i18n/later-texts.ts';
import type { WebModule } from '../module.ts';
import { LoadingState } from '../ui/loading-state.tsx';
import { createAccountRoutes, createEntranceRoutes, secondFactorPath } from './entrance.routes.tsx';
import { Frame } from './frame/frame.tsx';
import { findStart, listEntries } from './frame/navigation-entries.ts';
import { hasLeft } from './left-session.ts';
import { FailedPage, FailedStart } from './pages/failed.page.tsx';
import { NotFoundPage } from './pages/not-found.page.tsx';
import { WelcomePage } from './pages/welcome.page.tsx';
import { metadataQuery, sessionQuery, setUpQuery } from './session.ts';

export interface RouterContext {
  readonly queryClient: QueryClient;
}

/**
 * The product's addresses: the shell's own and, below the frame, those of every module and then `createCommonRoutes`: the
 * pages of records whose module has none of its own.
 */
export function createAppRouter(
  modules: readonly WebModule[],
  queryClient: QueryClient,
  createCommonRoutes: NonNullable<WebModule['routes']>,
  later: LaterTexts,
) {
  const root = createRootRouteWithContext<RouterContext>()({ errorComponent: FailedStart });
  const frame = createRoute({
    getParentRoute: () => root,
    id: 'frame',
    component: Frame,
    errorComponent: FailedStart,
    beforeLoad: async ({ location }) => {
      await requireSession(queryClient, location.href);
    },
    loader: () => queryClient.ensureQueryData(metadataQuery),
  });
  frame.addChildren([
    createStartRoute(frame, modules, queryClient),
    ...createAccountRoutes(frame).map((route) => bringToRoute(route, ['shell', 'errors'], later)),
    createRoute({ getParentRoute: () => frame, path: '$', component: NotFoundPage }),
    ...modules.flatMap((module) => module.routes?.(frame) ?? []),
    ...createCommonRoutes(frame),
  ]);
  const entrance = createEntranceRoutes(root, queryClient).map((route) =>
    bringToRoute(route, ['shell', 'errors'], later),
  );
  const routeTree = root.addChildren([frame, ...entrance]);
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultPendingComponent: LoadingState,
    defaultErrorComponent: FailedPage,
    defaultNotFoundComponent: NotFoundPage,
    notFoundMode: 'fuzzy',
    scrollRestoration: true,
  });
}

/** The page the person chose to begin with, else the first of the navigation that they may open. */
function createStartRoute(frame: AnyRoute, modules: readonly WebModule[], queryClient: QueryClient): AnyRoute {
  return createRoute({
    getParentRoute: () => frame,
    path: '/',
    component: WelcomePage,
    beforeLoad: async () => {
      const metadata = await queryClient.ensureQueryData(metadataQuery);
      const session = await queryClient.ensureQueryData(sessionQuery);
      const start = findStart(listEntries(modules, metadata.nouns, session ?? {}), metadata);
      if (!start) return;
      const [to = '/', query = ''] = start.split('?');
      throw redirect({ to, search: defaultParseSearch(query) as never, replace: true });
    },
  });
}

/** Sends whoever is not signed in to the set-up of a new installation, else to the sign-in page and back. */
async function requireSession(queryClient: QueryClient, href: string): Promise<Session> {
  const session = await queryClient.ensureQueryData(sessionQuery);
  if (session?.secondFactorNeeded) throw redirect({ to: secondFactorPath });
  if (session) return session;
  if (hasLeft()) throw redirect({ to: '/sign-in' });
  const { needed } = await queryClient.ensureQueryData(setUpQuery);
  if (needed) throw redirect({ to: '/set-up' });
  throw redirect({ to: '/sign-in', search: href === '/' ? {} : { next: href } });
}
