import type { ServerModule } from '../../../server/module.ts';
import { campaign } from '../contract/index.ts';
import { campaignRoutes } from './campaign.routes.ts';
import { campaignRules } from './campaign.rules.ts';

export const campaignsModule: ServerModule = {
  name: 'campaigns',
  nouns: [campaign],
  rules: [campaignRules],
  routes: campaignRoutes,
};
