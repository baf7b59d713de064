import type { ServerModule } from '../../../server/module.ts';
import { activityReportRoutes } from './activity-report.routes.ts';
import { ownReportDdl } from './own/own-report.ddl.ts';
import { ownReportRoutes } from './own/own-report.routes.ts';
import { ownReportsPart } from './own/own-reports.part.ts';
import { listFieldsInUse } from './own/report-fields.ts';
import { pipelineReportRoutes } from './pipeline-report.routes.ts';

/** What the logged work adds up to. */
export const reportsModule: ServerModule = {
  name: 'reports',
  routes: [...pipelineReportRoutes, ...activityReportRoutes, ...ownReportRoutes],
  ddl: ownReportDdl,
  configuration: [ownReportsPart],
  told: ['ownReport'],
  fieldsInUse: listFieldsInUse,
};
