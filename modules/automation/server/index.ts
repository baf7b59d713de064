import type { ServerModule } from '../../../server/module.ts';
import { processLimits } from '../contract/index.ts';
import { calendarJob, resumeCalendar } from './calendar.job.ts';
import { processDdl } from './process.ddl.ts';
import { processListener } from './process.listener.ts';
import { listActive } from './process.repository.ts';
import { processRoutes } from './process.routes.ts';
import { processesPart } from './processes.part.ts';
import { askForAll, runJob } from './run.job.ts';
import { forgetRuns, forgetRunsAbout } from './run.repository.ts';

/** What happens by itself when records are made or change, as administrators say it. */
export const automationModule: ServerModule = {
  name: 'automation',
  routes: processRoutes,
  listeners: [processListener],
  jobs: [runJob, calendarJob],
  ddl: processDdl,
  filterColumns: [{ table: 'process', column: 'filter' }],
  configuration: [processesPart],
  everyDay: async (ctx) => {
    await forgetRuns(ctx.db, processLimits.daysKept);
    await askForAll(ctx);
    await resumeCalendar(ctx);
  },
  fieldsInUse: async (db) =>
    (await listActive(db)).flatMap(({ noun, start }) => (start.on === 'date' ? [{ noun, field: start.field }] : [])),
  forget: ({ db }, { ids }) => forgetRunsAbout(db, ids),
};
