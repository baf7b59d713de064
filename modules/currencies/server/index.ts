import { followRates } from '../../../server/computed/rates.ts';
import { nounsOf } from '../../../server/metadata/registry.ts';
import type { ServerModule } from '../../../server/module.ts';
import * as contract from '../contract/index.ts';
import { exchangeRatePolicy } from './exchange-rate.policy.ts';

export const currenciesModule: ServerModule = {
  name: 'currencies',
  nouns: nounsOf(contract),
  policies: [exchangeRatePolicy],
  rates: { noun: 'exchangeRate', currency: 'currency', from: 'validFrom', rate: 'rate' },
  witnesses: [{ name: 'currencies.rates', nouns: ['exchangeRate'], beforeCommit: followRates }],
};
