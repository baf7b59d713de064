import { noteShown } from '../../../server/access-log/note-shown.ts';
import { defineRoute, type Route } from '../../../server/http/route.ts';
import { getRecordText } from '../../../server/records/read.ts';
import { getHolding, holdingLimits } from '../contract/holding.api.ts';
import { company } from '../contract/index.ts';
import { listHolding } from './holding.repository.ts';

export const holdingRoutes: readonly Route[] = [
  defineRoute(getHolding, 'signedIn', async (ctx, { params }) => {
    await getRecordText(ctx, company, params.id, { fields: [] });
    const companies = await listHolding(ctx, params.id);
    const shown = companies.slice(0, holdingLimits.companies);
    const ids = shown.map(({ id }) => id);
    const noun = ctx.registry.getNoun(company.name);
    await noteShown(ctx, noun, { kind: 'listed', count: ids.length, ids }, { fields: ['name', 'parent'] });
    return { companies: shown, more: companies.length > shown.length };
  }),
];
