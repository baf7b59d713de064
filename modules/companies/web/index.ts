import { IconBuilding, IconStairs } from '@tabler/icons-react';
import type { WebModule } from '../../../web/module.ts';

export const companiesWeb: WebModule = {
  name: 'companies',
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
