import { nounsOf } from '../../../server/metadata/registry.ts';
import type { ServerModule } from '../../../server/module.ts';
import * as contract from '../contract/index.ts';
import { personPolicy } from './person.policy.ts';
import { personRules } from './person.rules.ts';
import { postalAddressRules } from './postal-address.rules.ts';

export { type ConsentPurpose, lastSaid } from './last-said.ts';

export const peopleModule: ServerModule = {
  name: 'people',
  nouns: nounsOf(contract),
  policies: [personPolicy],
  rules: [personRules, postalAddressRules],
};
