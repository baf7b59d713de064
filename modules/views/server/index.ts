import type { ServerModule } from '../../../server/module.ts';
import { listFieldsInUse } from './view-fields.ts';
import { viewsDdl } from './views.ddl.ts';
import { viewsPart } from './views.part.ts';
import { viewRoutes } from './views.routes.ts';

/** Saved views: how records are shown, kept for oneself or for others. */
export const viewsModule: ServerModule = {
  name: 'views',
  routes: viewRoutes,
  ddl: viewsDdl,
  configuration: [viewsPart],
  told: ['savedView'],
  fieldsInUse: listFieldsInUse,
};
