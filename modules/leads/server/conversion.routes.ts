import { noteAnswered } from '../../../server/access-log/note-shown.ts';
import { defineRoute, JsonText, type Route } from '../../../server/http/route.ts';
import { convertLead, getConversion, undoLeadConversion } from '../contract/conversion.api.ts';
import { lead } from '../contract/index.ts';
import { convert } from './conversion.service.ts';
import { proposeConversion } from './conversion-proposal.ts';
import { undoConversion } from './undo-conversion.ts';

export const conversionRoutes: readonly Route[] = [
  defineRoute(getConversion, 'signedIn', (ctx, { params }) => proposeConversion(ctx, params.id)),
  defineRoute(
    convertLead,
    'signedIn',
    async (ctx, { params: { id }, body }) =>
      new JsonText((await noteAnswered(ctx, lead, id, () => convert(ctx, id, body))).json),
  ),
  defineRoute(undoLeadConversion, 'signedIn', (ctx, { params }) => undoConversion(ctx, params.id)),
];
