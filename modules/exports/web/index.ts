import { lazy } from 'react';
import type { WebModule } from '../../../web/module.ts';

export const exportsWeb: WebModule = {
  name: 'exports',
  listMenu: [lazy(() => import('./export-menu-items.tsx'))],
};
