import type { ServerModule } from '../../../server/module.ts';
import { exchangeRate } from '../contract/index.ts';
import { exchangeRatePolicy } from './exchange-rate.policy.ts';

export const currenciesModule: ServerModule = {
  name: 'currencies',
  nouns: [exchangeRate],
  policies: [exchangeRatePolicy],
};
