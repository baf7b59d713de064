import { IconColumns, IconCurrencyDollar, IconRoute } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import type { WebModule } from '../../../web/module.ts';
import { part } from '../../../web/ui/part.tsx';
import { parseDealsSearch } from './deals-search.ts';

export const dealsWeb: WebModule = {
  name: 'deals',
  navigation: [
    { to: '/deals', icon: IconCurrencyDollar, labelKey: 'nouns:deal.many', order: 10, noun: 'deal' },
    {
      to: '/pipelines',
      icon: IconRoute,
      labelKey: 'nouns:pipeline.many',
      order: 130,
      noun: 'pipeline',
      group: 'structure',
    },
    { to: '/stages', icon: IconColumns, labelKey: 'nouns:stage.many', order: 140, noun: 'stage', group: 'structure' },
  ],
  routes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: 'deals',
      validateSearch: parseDealsSearch,
      component: lazyRouteComponent(() => import('./deals.page.tsx'), 'DealsPage'),
    }),
  ],
  recordPanels: [
    { noun: 'deal', place: 'top', order: 10, component: part(() => import('./card/stage-bar.tsx')) },
    { noun: 'deal', order: 10, component: part(() => import('./card/lines-panel.tsx')) },
    { noun: 'deal', order: 20, component: part(() => import('./card/people-panel.tsx')) },
    { noun: 'deal', order: 60, component: part(() => import('./card/stage-history-panel.tsx')) },
    { noun: 'company', order: 55, component: part(() => import('./purchases/company-purchases.tsx')) },
    { noun: 'person', order: 55, component: part(() => import('./purchases/person-purchases.tsx')) },
    {
      noun: 'pipeline',
      order: 10,
      insteadOf: 'stage',
      component: part(() => import('./settings/stage-order-panel.tsx')),
    },
  ],
};
