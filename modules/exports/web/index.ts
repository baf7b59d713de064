import { lazy } from 'react';
import type { WebModule } from '../../../web/module.ts';

export const exportsWeb: WebModule = {
  name: 'exports',
  locales: {
    en: () => import('../locales/en.json'),
    ru: () => import('../locales/ru.json'),
    bg: () => import('../locales/bg.json'),
    hy: () => import('../locales/hy.json'),
    ka: () => import('../locales/ka.json'),
  },
  listMenu: [lazy(() => import('./export-menu-items.tsx'))],
};
