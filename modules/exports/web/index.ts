import { lazy } from 'react';
import type { WebModule } from '../../../web/module.ts';
import { PrintMark } from './print-mark.tsx';

export const exportsWeb: WebModule = {
  name: 'exports',
  listMenu: [lazy(() => import('./export-menu-items.tsx')), lazy(() => import('./print-menu-item.tsx'))],
  header: [PrintMark],
};
