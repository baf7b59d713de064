import { lazy } from 'react';
import type { WebModule } from '../../../web/module.ts';

export const privacyWeb: WebModule = {
  name: 'privacy',
  recordPanels: [{ noun: 'person', order: 95, component: lazy(() => import('./privacy-panel.tsx')) }],
};
