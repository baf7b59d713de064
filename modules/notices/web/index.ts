import { lazy } from 'react';
import type { WebModule } from '../../../web/module.ts';

export const noticesWeb: WebModule = {
  name: 'notices',
  header: [lazy(() => import('./notice-bell.tsx'))],
};
