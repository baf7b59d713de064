import { readOversight } from '../../../server/access-log/oversight.repository.ts';
import { defineRoute } from '../../../server/http/route.ts';
import { findHead } from '../../../server/seals/seal.repository.ts';
import {
  exportAudit,
  exportMemberReport,
  getBackups,
  getChainHead,
  getMemberReport,
  getOversight,
  listAlarms,
  listAudit,
  printRecords,
  releaseMember,
  setOversight,
} from '../contract/index.ts';
import { pageOfAudit } from './audit.service.ts';
import { fileOfAudit } from './audit-file.ts';
import { stateOfBackups } from './backups.ts';
import { fileOfReport, reportOn } from './member-report.ts';
import { changeOversight, listAlarmsOf, release } from './oversight.service.ts';
import { print } from './print.service.ts';

const owners = ['owner'] as const;

export const oversightRoutes = [
  defineRoute(listAudit, owners, (ctx, { query }) => pageOfAudit(ctx, query)),
  defineRoute(exportAudit, owners, (ctx, { query }) => fileOfAudit(ctx, query)),
  defineRoute(getOversight, owners, async (ctx) => (await readOversight(ctx.db)).settings),
  defineRoute(setOversight, owners, (ctx, { body }) => changeOversight(ctx, body)),
  defineRoute(listAlarms, owners, (ctx) => listAlarmsOf(ctx)),
  defineRoute(releaseMember, owners, async (ctx, { params }) => {
    await release(ctx, params.id);
    return {};
  }),
  defineRoute(getMemberReport, owners, (ctx, { params }) => reportOn(ctx, params.id)),
  defineRoute(exportMemberReport, owners, (ctx, { params }) => fileOfReport(ctx, params.id)),
  defineRoute(getChainHead, owners, async (ctx) => ({ head: await findHead(ctx.db) })),
  defineRoute(getBackups, owners, (ctx) => stateOfBackups(ctx)),
  // Whoever may export a noun's records may print them.
  defineRoute(printRecords, 'signedIn', (ctx, { body }) => print(ctx, body)),
];
