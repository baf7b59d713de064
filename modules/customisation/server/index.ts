import { scheduleJobs } from '../../../server/computed/schedule.ts';
import { computedWork } from '../../../server/computed/work.job.ts';
import type { ServerModule } from '../../../server/module.ts';
import { appearancePart } from './appearance.part.ts';
import { appearanceRoutes } from './appearance.routes.ts';
import { computedFieldRoutes } from './computed-fields.routes.ts';
import { customFieldRoutes } from './custom-fields.routes.ts';
import { customNounRoutes } from './custom-nouns.routes.ts';
import { fieldSettingsPart } from './field-settings.part.ts';
import { fieldSettingRoutes } from './field-settings.routes.ts';
import { fieldsPart } from './fields.part.ts';
import { kindChangeDdl } from './kind-change.repository.ts';
import { kindChangeWork } from './kind-change.work.ts';
import { kindChangeRoutes } from './kind-changes.routes.ts';
import { layoutsPart } from './layouts.part.ts';
import { layoutRoutes } from './layouts.routes.ts';
import { nounNamesPart } from './noun-names.part.ts';
import { nounNamesRoutes } from './noun-names.routes.ts';
import { nounsPart } from './nouns.part.ts';
import { numberingListener, numberRecordsJob } from './number-records.ts';

export { wantedRegistry } from './fields.part.ts';

/** What a workspace makes of the nouns: fields and nouns of its own, and what it wants of every field. */
export const customisationModule: ServerModule = {
  name: 'customisation',
  configuration: [nounsPart, nounNamesPart, fieldsPart, fieldSettingsPart, layoutsPart, appearancePart],
  ddl: kindChangeDdl,
  jobs: [computedWork, ...scheduleJobs, kindChangeWork, numberRecordsJob],
  listeners: [numberingListener],
  routes: [
    ...computedFieldRoutes,
    ...customNounRoutes,
    ...nounNamesRoutes,
    ...customFieldRoutes,
    ...fieldSettingRoutes,
    ...layoutRoutes,
    ...appearanceRoutes,
    ...kindChangeRoutes,
  ],
};
