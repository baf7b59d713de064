import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { lazy } from 'react';
import type { WebModule } from '../../../web/module.ts';

export const noticesWeb: WebModule = {
  name: 'notices',
  header: [lazy(() => import('./notice-bell.tsx'))],
  routes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: 'account/notices',
      component: lazyRouteComponent(() => import('./notice-choices.page.tsx'), 'NoticeChoicesPage'),
    }),
  ],
};
