import type { ServerModule } from '../../../server/module.ts';
import { category, company } from '../contract/index.ts';
import { companyPolicy } from './company.policy.ts';
import { companyRules } from './company.rules.ts';
import { holdingRoutes } from './holding.routes.ts';

export { earlierSource, keepFirstSource, nameFirstSource } from './first-source.ts';
export { findOwnSide } from './own-side.ts';

export const companiesModule: ServerModule = {
  name: 'companies',
  nouns: [category, company],
  policies: [companyPolicy],
  rules: [companyRules],
  routes: holdingRoutes,
};
