import { readVersion } from '../../../../server/http/record-version.ts';
import { defineRoute, type Route } from '../../../../server/http/route.ts';
import * as api from '../../contract/own-reports.api.ts';
import { changeReport, createReport, getReport, listReports, markedReport } from './own-report.service.ts';
import { workOutReport } from './work-out-report.ts';

/** The verbs ask themselves whose a report is, and which records its reader may read; the routes only want somebody signed in. */
export const ownReportRoutes: readonly Route[] = [
  defineRoute(api.listReports, 'signedIn', async (ctx, { query }) => ({
    items: await listReports(ctx, query.deleted),
  })),
  defineRoute(api.workOutReport, 'signedIn', (ctx, { query: { noun: name, settings } }) => {
    const noun = ctx.registry.findNoun(name) ?? ctx.registry.findNounByPlural(name) ?? ctx.registry.getNoun(name);
    return workOutReport(ctx, noun, settings);
  }),
  defineRoute(api.createReport, 'signedIn', (ctx, { body }) => createReport(ctx, body)),
  defineRoute(api.getReport, 'signedIn', (ctx, { params }) => getReport(ctx, params.id)),
  defineRoute(api.changeReport, 'signedIn', (ctx, { params, body, headers }) =>
    changeReport(ctx, params.id, body, readVersion(headers.ifMatch)),
  ),
  defineRoute(api.deleteReport, 'signedIn', (ctx, { params }) => markedReport(ctx, params.id, true)),
  defineRoute(api.restoreReport, 'signedIn', (ctx, { params }) => markedReport(ctx, params.id, false)),
];
