import type { ServerModule } from '../../../server/module.ts';
import { accountPlan, decision, installedItem } from '../contract/index.ts';
import { offerRoutes } from './offer.routes.ts';

/** What is known and planned of a client beyond the daily work. */
export const accountsModule: ServerModule = {
  name: 'accounts',
  nouns: [installedItem, accountPlan, decision],
  routes: offerRoutes,
};
