import type { ServerModule } from '../../../server/module.ts';
import { exportRoutes } from './export.routes.ts';

export { codeColumn } from './export-columns.ts';
export { exportable, openTable } from './export-table.ts';
export { nameFile } from './name-file.ts';
export { type SheetCell, workbookType, writeWorkbook } from './workbook.ts';

export const exportsModule: ServerModule = { name: 'exports', routes: exportRoutes };
