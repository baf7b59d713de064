import { IconSunHigh } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { WebModule } from '../../../web/module.ts';
import { parseTodaySearch } from './today-search.ts';

export const todayWeb: WebModule = {
  name: 'today',
  texts: ['tasks', 'leads'],
  navigation: [{ to: '/today', icon: IconSunHigh, labelKey: 'today:navigation', order: 8, noun: 'task' }],
  routes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: 'today',
      validateSearch: parseTodaySearch,
      component: lazyRouteComponent(() => import('./today.page.tsx'), 'TodayPage'),
    }),
  ],
};
