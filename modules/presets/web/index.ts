import { IconBriefcase } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { WebModule } from '../../../web/module.ts';

export const presetsWeb: WebModule = {
  name: 'presets',
  texts: ['shell', 'configuration'],
  navigation: [
    {
      ...{ to: '/trades', icon: IconBriefcase, labelKey: 'presets:title' },
      ...{ order: 122, group: 'structure', roles: ['owner'] },
    },
  ],
  routes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: 'trades',
      component: lazyRouteComponent(() => import('./presets.page.tsx'), 'PresetsPage'),
    }),
  ],
};
