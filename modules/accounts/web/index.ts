import { lazy } from 'react';
import type { WebModule } from '../../../web/module.ts';

const offerButton = lazy(() => import('./offer-button.tsx'));

export const accountsWeb: WebModule = {
  name: 'accounts',
  recordPanels: [
    { noun: 'installedItem', place: 'top', order: 10, component: lazy(() => import('./offer-panel.tsx')) },
  ],
  lineActs: [{ noun: 'installedItem', component: offerButton }],
};
