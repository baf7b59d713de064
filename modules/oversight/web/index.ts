import { IconEye } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import type { WebModule } from '../../../web/module.ts';
import { part } from '../../../web/ui/part.tsx';
import { parseOversightSearch } from './oversight-search.ts';

export const oversightWeb: WebModule = {
  name: 'oversight',
  navigation: [
    {
      ...{ to: '/oversight', icon: IconEye, labelKey: 'oversight:title' },
      ...{ order: 128, group: 'general', roles: ['owner'] },
    },
  ],
  routes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: 'oversight',
      validateSearch: parseOversightSearch,
      component: lazyRouteComponent(() => import('./oversight.page.tsx'), 'OversightPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'oversight/settings',
      component: lazyRouteComponent(() => import('./oversight-settings.page.tsx'), 'OversightSettingsPage'),
    }),
  ],
  recordPanels: [{ noun: 'member', order: 30, component: part(() => import('./member-panel.tsx')) }],
};
