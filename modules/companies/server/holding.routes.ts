import { defineRoute, type Route } from '../../../server/http/route.ts';
import { getRecordText } from '../../../server/records/read.ts';
import { getHolding, holdingLimits } from '../contract/holding.api.ts';
import { company } from '../contract/index.ts';
import { listHolding } from './holding.repository.ts';

export const holdingRoutes: readonly Route[] = [
  defineRoute(getHolding, 'signedIn', async (ctx, { params }) => {
    await getRecordText(ctx, company, params.id, { fields: [] });
    const companies = await listHolding(ctx, params.id);
    const { companies: most } = holdingLimits;
    return { companies: companies.slice(0, most), more: companies.length > most };
  }),
];
