import { everyone, type ModuleAccess, read } from '../../../server/access/expected-access.factory.ts';

export const access: ModuleAccess = {
  routes: { 'pipelineReport.get': [everyone, () => read('/reports/pipeline')] },
};
