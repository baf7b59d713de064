import { IconArrowsExchange } from '@tabler/icons-react';
import type { WebModule } from '../../../web/module.ts';

export const currenciesWeb: WebModule = {
  name: 'currencies',
  locales: {
    en: () => import('../locales/en.json'),
    ru: () => import('../locales/ru.json'),
    bg: () => import('../locales/bg.json'),
    hy: () => import('../locales/hy.json'),
    ka: () => import('../locales/ka.json'),
  },
  navigation: [
    {
      to: '/exchange-rates',
      icon: IconArrowsExchange,
      labelKey: 'nouns:exchangeRate.many',
      order: 150,
      noun: 'exchangeRate',
      group: 'general',
    },
  ],
};
