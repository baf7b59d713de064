import type { QueryClient } from '@tanstack/react-query';
import { type AnyRoute, createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { hasLeft } from './left-session.ts';
import { safeNext } from './next-address.ts';
import { sessionQuery, setUpQuery } from './session.ts';

/** Where whoever must have a second factor sets one up. */
export const secondFactorPath = '/second-factor';

/** Signing in and setting up, before and beside the frame. */
export function createEntranceRoutes(root: AnyRoute, queryClient: QueryClient): readonly AnyRoute[] {
  const signIn = createRoute({
    getParentRoute: () => root,
    path: '/sign-in',
    component: lazyRouteComponent(() => import('./pages/sign-in.page.tsx'), 'SignInPage'),
    validateSearch: ({ next, problem }) => ({
      ...(typeof next === 'string' ? { next } : {}),
      ...(typeof problem === 'string' ? { problem } : {}),
    }),
    beforeLoad: async ({ search }) => {
      if (await queryClient.ensureQueryData(sessionQuery)) throw redirect({ href: safeNext(search.next) });
      // Whoever has left was there: nothing is to be set up, and the server may not be in reach to be asked.
      if (!hasLeft() && (await queryClient.ensureQueryData(setUpQuery)).needed) throw redirect({ to: '/set-up' });
    },
  });
  const setUp = createRoute({
    getParentRoute: () => root,
    path: '/set-up',
    component: lazyRouteComponent(() => import('./pages/set-up.page.tsx'), 'SetUpPage'),
    beforeLoad: async () => {
      if (!(await queryClient.ensureQueryData(setUpQuery)).needed) throw redirect({ to: '/' });
    },
  });
  const forgotten = createRoute({
    getParentRoute: () => root,
    path: '/forgotten-password',
    component: lazyRouteComponent(() => import('./pages/forgotten-password.page.tsx'), 'ForgottenPasswordPage'),
  });
  const newPassword = createRoute({
    getParentRoute: () => root,
    path: '/new-password',
    component: lazyRouteComponent(() => import('./pages/new-password.page.tsx'), 'NewPasswordPage'),
  });
  const invitation = createRoute({
    getParentRoute: () => root,
    path: '/invitation',
    component: lazyRouteComponent(() => import('./pages/invitation.page.tsx'), 'InvitationPage'),
  });
  const secondStep = createRoute({
    getParentRoute: () => root,
    path: '/sign-in/code',
    validateSearch: ({ next }) => (typeof next === 'string' ? { next } : {}),
    component: lazyRouteComponent(() => import('./pages/second-step.page.tsx'), 'SecondStepPage'),
  });
  const arrival = createRoute({
    getParentRoute: () => root,
    path: '/sign-in/done',
    validateSearch: ({ next }) => (typeof next === 'string' ? { next } : {}),
    component: lazyRouteComponent(() => import('./pages/arrival.page.tsx'), 'ArrivalPage'),
  });
  const secondFactor = createRoute({
    getParentRoute: () => root,
    path: secondFactorPath,
    component: lazyRouteComponent(() => import('./pages/second-factor.page.tsx'), 'SecondFactorPage'),
    beforeLoad: async () => {
      if (!(await queryClient.ensureQueryData(sessionQuery))?.secondFactorNeeded) throw redirect({ to: '/' });
    },
  });
  const ownersOnly = async () => {
    if ((await queryClient.ensureQueryData(sessionQuery))?.role !== 'owner') throw redirect({ to: '/' });
  };
  const setUpTrade = createRoute({
    getParentRoute: () => root,
    path: '/set-up/trade',
    component: lazyRouteComponent(() => import('./pages/set-up-trade.page.tsx'), 'SetUpTradePage'),
    beforeLoad: ownersOnly,
  });
  const setUpData = createRoute({
    getParentRoute: () => root,
    path: '/set-up/data',
    component: lazyRouteComponent(() => import('./pages/set-up-data.page.tsx'), 'SetUpDataPage'),
    beforeLoad: ownersOnly,
  });
  return [signIn, secondStep, arrival, secondFactor, forgotten, newPassword, invitation, setUp, setUpTrade, setUpData];
}

/** What every signed-in person may set for themselves. */
export function createAccountRoutes(frame: AnyRoute): readonly AnyRoute[] {
  return [
    createRoute({
      getParentRoute: () => frame,
      path: '/account/password',
      component: lazyRouteComponent(() => import('./pages/password.page.tsx'), 'PasswordPage'),
    }),
  ];
}
