import { IconForms, IconLayoutBoard, IconLayoutSidebar, IconPalette, IconStack2 } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { WebModule } from '../../../web/module.ts';
import { readLayoutSearch } from './layout/layout-search.ts';

export const customisationWeb: WebModule = {
  name: 'customisation',
  texts: ['views'],
  navigation: [
    {
      ...{ to: '/workplace', icon: IconLayoutSidebar, labelKey: 'customisation:navigation.workplace' },
      ...{ order: 101, group: 'general' },
    },
    {
      ...{ to: '/nouns', icon: IconStack2, labelKey: 'customisation:navigation.nouns' },
      ...{ order: 125, group: 'structure', roles: ['owner'] },
    },
    {
      ...{ to: '/fields', icon: IconForms, labelKey: 'customisation:navigation.fields' },
      ...{ order: 130, group: 'structure', roles: ['owner'], isForConfiguring: true },
    },
    {
      ...{ to: '/layouts', icon: IconLayoutBoard, labelKey: 'customisation:navigation.layouts' },
      ...{ order: 135, group: 'structure', roles: ['owner'], isForConfiguring: true },
    },
    {
      ...{ to: '/appearance', icon: IconPalette, labelKey: 'customisation:navigation.appearance' },
      ...{ order: 137, group: 'structure', roles: ['owner'] },
    },
  ],
  routes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: 'nouns',
      component: lazyRouteComponent(() => import('./nouns.page.tsx'), 'NounsPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'fields',
      validateSearch: ({ noun }: Record<string, unknown>): { noun?: string } =>
        typeof noun === 'string' ? { noun } : {},
      component: lazyRouteComponent(() => import('./fields.page.tsx'), 'FieldsPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'appearance',
      component: lazyRouteComponent(() => import('./appearance/appearance.page.tsx'), 'AppearancePage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'workplace',
      component: lazyRouteComponent(() => import('./appearance/workplace.page.tsx'), 'WorkplacePage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'layouts',
      validateSearch: readLayoutSearch,
      component: lazyRouteComponent(() => import('./layout/layout.page.tsx'), 'LayoutsPage'),
    }),
  ],
};
