import type { Context } from '../../../../server/context.ts';
import { readVersion } from '../../../../server/http/record-version.ts';
import { defineRoute, type Route } from '../../../../server/http/route.ts';
import * as api from '../../contract/own-reports.api.ts';
import { changeReport, createReport, getReport, listReports, markedReport } from './own-report.service.ts';
import { writeReportFile } from './report-file.ts';
import { workOutReport } from './work-out-report.ts';

/** The verbs ask themselves whose a report is, and which records its reader may read; the routes only want somebody signed in. */
export const ownReportRoutes: readonly Route[] = [
  defineRoute(api.listReports, 'signedIn', async (ctx, { query }) => ({
    items: await listReports(ctx, query.deleted),
  })),
  defineRoute(api.workOutReport, 'signedIn', (ctx, { query: { noun, settings } }) =>
    workOutReport(ctx, nounOf(ctx, noun), settings),
  ),
  defineRoute(api.saveReportFile, 'signedIn', (ctx, { query: { noun, settings, ...wish } }) =>
    writeReportFile(ctx, nounOf(ctx, noun), settings, wish),
  ),
  defineRoute(api.createReport, 'signedIn', (ctx, { body }) => createReport(ctx, body)),
  defineRoute(api.getReport, 'signedIn', (ctx, { params }) => getReport(ctx, params.id)),
  defineRoute(api.changeReport, 'signedIn', (ctx, { params, body, headers }) =>
    changeReport(ctx, params.id, body, readVersion(headers.ifMatch)),
  ),
  defineRoute(api.deleteReport, 'signedIn', (ctx, { params }) => markedReport(ctx, params.id, true)),
  defineRoute(api.restoreReport, 'signedIn', (ctx, { params }) => markedReport(ctx, params.id, false)),
];

/** By its name or its plural. Throws 404. */
function nounOf({ registry }: Context, name: string) {
  return registry.findNoun(name) ?? registry.findNounByPlural(name) ?? registry.getNoun(name);
}
