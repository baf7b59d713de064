import type { ServerModule } from '../../../server/module.ts';
import { processLimits } from '../contract/index.ts';
import { processDdl } from './process.ddl.ts';
import { processListener } from './process.listener.ts';
import { processRoutes } from './process.routes.ts';
import { processesPart } from './processes.part.ts';
import { askForAll, runJob } from './run.job.ts';
import { forgetRuns, forgetRunsAbout } from './run.repository.ts';

/** What happens by itself when records are made or change, as administrators say it. */
export const automationModule: ServerModule = {
  name: 'automation',
  routes: processRoutes,
  listeners: [processListener],
  jobs: [runJob],
  ddl: processDdl,
  configuration: [processesPart],
  everyDay: async (ctx) => {
    await forgetRuns(ctx.db, processLimits.daysKept);
    await askForAll(ctx);
  },
  forget: ({ db }, { ids }) => forgetRunsAbout(db, ids),
};
