import { everyone, type ModuleAccess, read } from '../../../server/access/expected-access.factory.ts';

export const access: ModuleAccess = {
  routes: {
    'pipelineReport.get': [everyone, () => read('/reports/pipeline')],
    'activityReport.get': [everyone, () => read('/reports/activity?from=2026-01-01&to=2026-12-31')],
    'activityReport.export': [everyone, () => read('/reports/activity/csv?from=2026-01-01&to=2026-12-31')],
  },
};
