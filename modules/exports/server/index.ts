import type { ServerModule } from '../../../server/module.ts';
import { exportRoutes } from './export.routes.ts';

export { exportable, openTable } from './export-table.ts';

export const exportsModule: ServerModule = { name: 'exports', routes: exportRoutes };
