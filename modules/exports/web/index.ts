import type { WebModule } from '../../../web/module.ts';
import { part } from '../../../web/ui/part.tsx';
import { PrintMark } from './print-mark.tsx';

export const exportsWeb: WebModule = {
  name: 'exports',
  listMenu: [part(() => import('./export-menu-items.tsx')), part(() => import('./print-menu-item.tsx'))],
  header: [PrintMark],
};
