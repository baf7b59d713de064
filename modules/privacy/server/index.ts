import type { ServerModule } from '../../../server/module.ts';
import { privacyRoutes } from './privacy.routes.ts';
import { retentionDdl } from './retention.ddl.ts';
import { askForNextNight, retentionJob } from './retention.job.ts';

/** What is held about a person, its erasure, and how long records are kept. */
export const privacyModule: ServerModule = {
  name: 'privacy',
  routes: privacyRoutes,
  jobs: [retentionJob],
  ddl: retentionDdl,
  filterColumns: [{ table: 'retention_rule', column: 'filter' }],
  // A restored database has no jobs: rules that are switched on must not rest for ever.
  everyDay: askForNextNight,
};
