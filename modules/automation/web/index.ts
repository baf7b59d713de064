import { IconRoute2 } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { WebModule } from '../../../web/module.ts';

export const automationWeb: WebModule = {
  name: 'automation',
  navigation: [
    {
      ...{ to: '/processes', icon: IconRoute2, labelKey: 'automation:navigation' },
      ...{ order: 138, group: 'structure', roles: ['owner'], isForConfiguring: true },
    },
  ],
  routes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: 'processes',
      component: lazyRouteComponent(() => import('./processes.page.tsx'), 'ProcessesPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'processes/new',
      validateSearch: ({ example }: Record<string, unknown>): { example?: string } =>
        typeof example === 'string' ? { example } : {},
      component: lazyRouteComponent(() => import('./editor/new-process.page.tsx'), 'NewProcessPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'processes/$id',
      component: lazyRouteComponent(() => import('./process.page.tsx'), 'ProcessPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'processes/$id/edit',
      component: lazyRouteComponent(() => import('./editor/edit-process.page.tsx'), 'EditProcessPage'),
    }),
  ],
};
