import { IconBuilding, IconStairs } from '@tabler/icons-react';

import type { WebModule } from '../../../web/module.ts';
import { part } from '../../../web/ui/part.tsx';

export { useHolding } from './holding/use-holding.ts';

export const companiesWeb: WebModule = {
  name: 'companies',
  recordPanels: [
    { noun: 'company', order: 60, insteadOf: 'company', component: part(() => import('./holding/holding-panel.tsx')) },
  ],
  navigation: [
    { to: '/companies', icon: IconBuilding, labelKey: 'nouns:company.many', order: 20, noun: 'company' },
    {
      to: '/categories',
      icon: IconStairs,
      labelKey: 'nouns:category.many',
      order: 62,
      noun: 'category',
      group: 'structure',
    },
  ],
};
