import { explainAccess, listShares, putRestriction, putShare, removeShare } from '../../shared/contract/sharing.api.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { explain } from './explain.ts';
import { getSharing, restrictRecord, shareRecord, unshareRecord } from './share.service.ts';

/** Each asks for the rights to the record itself, so that it only wants somebody signed in. */
export const sharingRoutes: readonly Route[] = [
  defineRoute(listShares, 'signedIn', (ctx, { params }) =>
    getSharing(ctx, ctx.registry.getNoun(params.noun), params.id),
  ),
  defineRoute(putShare, 'signedIn', (ctx, { params, body }) =>
    shareRecord(ctx, ctx.registry.getNoun(params.noun), params.id, body),
  ),
  defineRoute(removeShare, 'signedIn', (ctx, { params }) =>
    unshareRecord(ctx, ctx.registry.getNoun(params.noun), params.id, params.share),
  ),
  defineRoute(putRestriction, 'signedIn', (ctx, { params, body }) =>
    restrictRecord(ctx, ctx.registry.getNoun(params.noun), params.id, body),
  ),
  defineRoute(explainAccess, 'signedIn', (ctx, { params, query }) =>
    explain(ctx, ctx.registry.getNoun(params.noun), params.id, query.member),
  ),
];
