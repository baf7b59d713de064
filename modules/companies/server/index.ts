import type { ServerModule } from '../../../server/module.ts';
import { company } from '../contract/index.ts';
import { companyPolicy } from './company.policy.ts';
import { companyRules } from './company.rules.ts';

export const companiesModule: ServerModule = {
  name: 'companies',
  nouns: [company],
  policies: [companyPolicy],
  rules: [companyRules],
};
