import { IconEar, IconTargetArrow } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { WebModule } from '../../../web/module.ts';
import { part } from '../../../web/ui/part.tsx';

export const leadsWeb: WebModule = {
  name: 'leads',
  navigation: [{ to: '/leads', icon: IconTargetArrow, labelKey: 'nouns:lead.many', order: 15, noun: 'lead' }],
  texts: ['tasks'],
  commands: [{ id: 'asked', icon: IconEar, labelKey: 'leads:title.asked', to: '/asked', creates: 'lead' }],
  listMenu: [part(() => import('./asked/asked-item.tsx'))],
  header: [part(() => import('./asked/asked-key.tsx'))],
  routes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: 'asked',
      component: lazyRouteComponent(() => import('./asked/asked.page.tsx'), 'AskedPage'),
    }),
  ],
  recordPanels: [{ noun: 'lead', place: 'top', order: 10, component: part(() => import('./card/lead-bar.tsx')) }],
};
