import { nounsOf } from '../../../server/metadata/registry.ts';
import type { ServerModule } from '../../../server/module.ts';
import * as contract from '../contract/index.ts';
import { exchangeRatePolicy } from './exchange-rate.policy.ts';

export const currenciesModule: ServerModule = {
  name: 'currencies',
  nouns: nounsOf(contract),
  policies: [exchangeRatePolicy],
};
