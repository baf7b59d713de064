import { defineRoute, type Route } from '../../../server/http/route.ts';
import { getCampaignFigures } from '../contract/campaign.api.ts';
import { reckonCampaign } from './campaign-figures.ts';

export const campaignRoutes: readonly Route[] = [
  defineRoute(getCampaignFigures, 'signedIn', (ctx, { params }) => reckonCampaign(ctx, params.id)),
];
