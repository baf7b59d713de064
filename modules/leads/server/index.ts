import { nounsOf } from '../../../server/metadata/registry.ts';
import type { ServerModule } from '../../../server/module.ts';
import * as contract from '../contract/index.ts';
import { askedRoutes } from './asked.routes.ts';
import { conversionRoutes } from './conversion.routes.ts';
import { leadPolicy } from './lead.policy.ts';
import { leadRules } from './lead.rules.ts';

export { findKnown, writeDown } from './asked.service.ts';
export { convert } from './conversion.service.ts';

export const leadsModule: ServerModule = {
  name: 'leads',
  nouns: nounsOf(contract),
  policies: [leadPolicy],
  rules: [leadRules],
  routes: [...askedRoutes, ...conversionRoutes],
};
