import { IconBriefcase } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { WebModule } from '../../../web/module.ts';

export const presetsWeb: WebModule = {
  name: 'presets',
  locales: {
    en: () => import('../locales/en.json'),
    ru: () => import('../locales/ru.json'),
    bg: () => import('../locales/bg.json'),
    hy: () => import('../locales/hy.json'),
    ka: () => import('../locales/ka.json'),
  },
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
