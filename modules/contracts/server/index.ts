import type { ServerModule } from '../../../server/module.ts';
import { contract } from '../contract/index.ts';
import { contractPolicy } from './contract.policy.ts';
import { contractRules } from './contract.rules.ts';
import { keepContracts } from './keep-contracts.ts';
import { contractReminderDdl } from './reminder.repository.ts';

export const contractsModule: ServerModule = {
  name: 'contracts',
  nouns: [contract],
  policies: [contractPolicy],
  rules: [contractRules],
  ddl: contractReminderDdl,
  everyDay: keepContracts,
};
