import type { ServerModule } from '../../../server/module.ts';
import { listFieldsInUse } from './view-fields.ts';
import { viewsDdl } from './views.ddl.ts';
import { viewsPart } from './views.part.ts';
import { viewRoutes } from './views.routes.ts';

export { inspectView } from './inspect-view.ts';
export type { ViewReader } from './view.repository.ts';
export { assertMayChange, mayChange, readerOf } from './view.rights.ts';
export { reachFaults } from './views.service.ts';

/** Saved views: how records are shown, kept for oneself or for others. */
export const viewsModule: ServerModule = {
  name: 'views',
  routes: viewRoutes,
  ddl: viewsDdl,
  configuration: [viewsPart],
  told: ['savedView'],
  filterColumns: [{ table: 'saved_view', column: 'settings' }],
  fieldsInUse: listFieldsInUse,
};
