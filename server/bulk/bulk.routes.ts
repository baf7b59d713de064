import { cancelBulkJob, getBulkJob, undoBulkJob } from '../../shared/contract/record-bulk.ts';
import { defineRoute } from '../http/route.ts';
import { cancelBulk, getBulk, undoBulk } from './bulk.service.ts';

/** Bulk acts that were begun; everybody knows their own only. */
export const bulkRoutes = [
  defineRoute(getBulkJob, 'signedIn', (ctx, { params }) => getBulk(ctx, params.id)),
  defineRoute(cancelBulkJob, 'signedIn', (ctx, { params }) => cancelBulk(ctx, params.id)),
  defineRoute(undoBulkJob, 'signedIn', (ctx, { params }) => undoBulk(ctx, params.id)),
];
