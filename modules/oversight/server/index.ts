import type { ServerModule } from '../../../server/module.ts';
import { tellOfBackups } from './backups.ts';
import { oversightDdl } from './oversight.ddl.ts';
import { oversightRoutes } from './oversight.routes.ts';
import { askToWatch, watchJob } from './watch.job.ts';
import { watchDomains } from './watch-domains.ts';

export const oversightModule: ServerModule = {
  name: 'oversight',
  routes: oversightRoutes,
  jobs: [watchJob],
  ddl: oversightDdl,
  afterReading: askToWatch,
  everyDay: watchDomains,
  tellOfBackups,
};
