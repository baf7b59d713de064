import type { ServerModule } from '../../../server/module.ts';
import { fillJob } from './demo.job.ts';
import { demoRoutes } from './demo.routes.ts';
import { fillingDdl } from './filling.repository.ts';
import { seedCommands } from './seed.command.ts';

export { loadRecords } from './load/load.ts';

export const demoModule: ServerModule = {
  name: 'demo',
  routes: demoRoutes,
  ddl: fillingDdl,
  jobs: [fillJob],
  commands: seedCommands,
};
