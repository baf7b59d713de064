import { IconBuilding } from '@tabler/icons-react';
import type { WebModule } from '../../../web/module.ts';

export const companiesWeb: WebModule = {
  name: 'companies',
  locales: {
    en: () => import('../locales/en.json'),
    ru: () => import('../locales/ru.json'),
    bg: () => import('../locales/bg.json'),
    hy: () => import('../locales/hy.json'),
    ka: () => import('../locales/ka.json'),
  },
  navigation: [{ to: '/companies', icon: IconBuilding, labelKey: 'nouns:company.many', order: 20, noun: 'company' }],
};
