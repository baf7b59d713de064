import type { ServerModule } from '../../../server/module.ts';
import { company } from '../contract/index.ts';
import { companyPolicy } from './company.policy.ts';

export const companiesModule: ServerModule = { name: 'companies', nouns: [company], policies: [companyPolicy] };
