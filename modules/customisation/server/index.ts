import { scheduleJobs } from '../../../server/computed/schedule.ts';
import { computedWork } from '../../../server/computed/work.job.ts';
import type { ServerModule } from '../../../server/module.ts';
import { computedFieldRoutes } from './computed-fields.routes.ts';
import { customFieldRoutes } from './custom-fields.routes.ts';
import { customNounRoutes } from './custom-nouns.routes.ts';
import { fieldSettingRoutes } from './field-settings.routes.ts';

/** What a workspace makes of the nouns: fields and nouns of its own, and what it wants of every field. */
export const customisationModule: ServerModule = {
  name: 'customisation',
  jobs: [computedWork, ...scheduleJobs],
  routes: [...computedFieldRoutes, ...customNounRoutes, ...customFieldRoutes, ...fieldSettingRoutes],
};
