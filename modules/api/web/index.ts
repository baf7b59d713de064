import { IconApi } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { WebModule } from '../../../web/module.ts';

export const apiWeb: WebModule = {
  name: 'api',
  navigation: [{ to: '/api/docs', icon: IconApi, labelKey: 'api:navigation', order: 180, group: 'connections' }],
  routes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: 'api/docs',
      validateSearch: ({ of }: Record<string, unknown>): { of?: string } => (typeof of === 'string' ? { of } : {}),
      component: lazyRouteComponent(() => import('./api-docs.page.tsx'), 'ApiDocsPage'),
    }),
  ],
};
