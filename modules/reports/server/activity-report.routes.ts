import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import type { Context } from '../../../server/context.ts';
import { replyWithFile } from '../../../server/http/file-reply.ts';
import { defineRoute } from '../../../server/http/route.ts';
import { harmlessCell } from '../../../shared/text/spreadsheet-cell.ts';
import { type ActivityQuestion, exportActivityReport, getActivityReport } from '../contract/activity-report.api.ts';
import { reportActivity } from './activity-report.service.ts';

/** Whose work is told of is the service's to say: everybody may look at their own. */
export const activityReportRoutes = [
  defineRoute(getActivityReport, 'signedIn', (ctx, { query }) => reportActivity(ctx, query)),
  defineRoute(exportActivityReport, 'signedIn', async (ctx, { query }) =>
    replyWithFile(
      Readable.from(await csvOf(ctx, query)),
      `activity ${query.from} ${query.to}.csv`,
      'text/csv; charset=utf-8',
    ),
  ),
];

/** A line a person: the columns by the names they have in the API. */
async function csvOf(ctx: Context, question: ActivityQuestion): Promise<readonly string[]> {
  const { columns, people } = await reportActivity(ctx, question);
  const names = columns.map(({ name }) => name);
  const lines = people.map(({ member, figures, won }) => [
    harmlessCell(member?.label ?? ''),
    ...names.map((name) => String(figures[name] ?? 0)),
    won.map(({ amount, currency }) => `${amount} ${currency}`).join(', '),
  ]);
  return [`\ufeff${stringify([['member', ...names, 'wonAmount'], ...lines], { bom: false })}`];
}
