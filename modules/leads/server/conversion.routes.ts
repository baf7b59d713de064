import { defineRoute, JsonText, type Route } from '../../../server/http/route.ts';
import { convertLead, getConversion, undoLeadConversion } from '../contract/conversion.api.ts';
import { convert } from './conversion.service.ts';
import { proposeConversion } from './conversion-proposal.ts';
import { undoConversion } from './undo-conversion.ts';

export const conversionRoutes: readonly Route[] = [
  defineRoute(getConversion, 'signedIn', (ctx, { params }) => proposeConversion(ctx, params.id)),
  defineRoute(
    convertLead,
    'signedIn',
    async (ctx, { params, body }) => new JsonText((await convert(ctx, params.id, body)).json),
  ),
  defineRoute(undoLeadConversion, 'signedIn', (ctx, { params }) => undoConversion(ctx, params.id)),
];
