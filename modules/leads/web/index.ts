import { IconEar, IconTargetArrow } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { lazy } from 'react';
import type { WebModule } from '../../../web/module.ts';

export const leadsWeb: WebModule = {
  name: 'leads',
  navigation: [{ to: '/leads', icon: IconTargetArrow, labelKey: 'nouns:lead.many', order: 15, noun: 'lead' }],
  texts: ['tasks'],
  commands: [{ id: 'asked', icon: IconEar, labelKey: 'leads:title.asked', to: '/asked', creates: 'lead' }],
  listMenu: [lazy(() => import('./asked/asked-item.tsx'))],
  header: [lazy(() => import('./asked/asked-key.tsx'))],
  routes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: 'asked',
      component: lazyRouteComponent(() => import('./asked/asked.page.tsx'), 'AskedPage'),
    }),
  ],
  recordPanels: [{ noun: 'lead', place: 'top', order: 10, component: lazy(() => import('./card/lead-bar.tsx')) }],
};
