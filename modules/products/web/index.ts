import { IconPackage } from '@tabler/icons-react';
import type { WebModule } from '../../../web/module.ts';

export const productsWeb: WebModule = {
  name: 'products',
  locales: {
    en: () => import('../locales/en.json'),
    ru: () => import('../locales/ru.json'),
    bg: () => import('../locales/bg.json'),
    hy: () => import('../locales/hy.json'),
    ka: () => import('../locales/ka.json'),
  },
  navigation: [{ to: '/products', icon: IconPackage, labelKey: 'nouns:product.many', order: 50, noun: 'product' }],
};
