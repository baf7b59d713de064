import type { WebModule } from '../../../web/module.ts';
import { part } from '../../../web/ui/part.tsx';

export const portalWeb: WebModule = {
  name: 'portal',
  recordPanels: [
    { noun: 'person', order: 94, component: part(() => import('./access-panel.tsx')) },
    {
      ...{ noun: 'ticket', order: 10, insteadOf: 'ticketComment' },
      component: part(() => import('./conversation-panel.tsx')),
    },
  ],
  timeline: [{ noun: 'ticketComment', entry: part(() => import('./comment-entry.tsx')) }],
};
