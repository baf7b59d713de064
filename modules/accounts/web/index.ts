import type { WebModule } from '../../../web/module.ts';
import { part } from '../../../web/ui/part.tsx';

const offerButton = part(() => import('./offer-button.tsx'));

export const accountsWeb: WebModule = {
  name: 'accounts',
  recordPanels: [
    { noun: 'installedItem', place: 'top', order: 10, component: part(() => import('./offer-panel.tsx')) },
  ],
  lineActs: [{ noun: 'installedItem', component: offerButton }],
};
