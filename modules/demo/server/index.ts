import type { ServerModule } from '../../../server/module.ts';
import { fillJob } from './demo.job.ts';
import { demoRoutes } from './demo.routes.ts';
import { seedCommands } from './seed.command.ts';

export { loadRecords } from './load/load.ts';

export const demoModule: ServerModule = {
  name: 'demo',
  routes: demoRoutes,
  jobs: [fillJob],
  commands: seedCommands,
};
