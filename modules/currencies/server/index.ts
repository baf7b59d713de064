import type { ServerModule } from '../../../server/module.ts';
import { exchangeRate } from '../contract/index.ts';
import { exchangeRatePolicy } from './exchange-rate.policy.ts';
import { labels } from './labels.ts';

export const currenciesModule: ServerModule = {
  name: 'currencies',
  labels,
  nouns: [exchangeRate],
  policies: [exchangeRatePolicy],
};
