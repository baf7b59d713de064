import { IconArrowsExchange } from '@tabler/icons-react';
import type { WebModule } from '../../../web/module.ts';

export const currenciesWeb: WebModule = {
  name: 'currencies',
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
