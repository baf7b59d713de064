import type { ServerModule } from '../../../server/module.ts';
import { activityReportRoutes } from './activity-report.routes.ts';
import { pipelineReportRoutes } from './pipeline-report.routes.ts';

/** What the logged work adds up to. */
export const reportsModule: ServerModule = {
  name: 'reports',
  routes: [...pipelineReportRoutes, ...activityReportRoutes],
};
