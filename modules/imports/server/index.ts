import type { ServerModule } from '../../../server/module.ts';
import { importRun } from '../contract/index.ts';
import { forgetRows } from './forget-rows.repository.ts';
import { importCommand } from './import.command.ts';
import { importDdl } from './import.ddl.ts';
import { runJob } from './import.job.ts';
import { importPolicy } from './import.policy.ts';
import { importRoutes } from './import.routes.ts';

export const importsModule: ServerModule = {
  name: 'imports',
  nouns: [importRun],
  policies: [importPolicy],
  routes: importRoutes,
  jobs: [runJob],
  ddl: importDdl,
  forget: forgetRows,
  commands: [importCommand],
};
