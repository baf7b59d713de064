import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import type { WebModule } from '../../../web/module.ts';
import { part } from '../../../web/ui/part.tsx';

export const noticesWeb: WebModule = {
  name: 'notices',
  header: [part(() => import('./notice-bell.tsx'))],
  routes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: 'account/notices',
      component: lazyRouteComponent(() => import('./notice-choices.page.tsx'), 'NoticeChoicesPage'),
    }),
  ],
};
