import type { WebModule } from '../../../web/module.ts';
import { part } from '../../../web/ui/part.tsx';

export const portalWeb: WebModule = {
  name: 'portal',
  recordPanels: [{ noun: 'person', order: 94, component: part(() => import('./access-panel.tsx')) }],
};
