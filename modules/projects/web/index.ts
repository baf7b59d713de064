import { IconFolder, IconHeadset } from '@tabler/icons-react';

import type { WebModule } from '../../../web/module.ts';
import { part } from '../../../web/ui/part.tsx';

const entry = part(() => import('./told-entry.tsx'));

export const projectsWeb: WebModule = {
  name: 'projects',
  navigation: [
    { to: '/projects', icon: IconFolder, labelKey: 'nouns:project.many', order: 48, noun: 'project', whenUsed: true },
    { to: '/tickets', icon: IconHeadset, labelKey: 'nouns:ticket.many', order: 49, noun: 'ticket', whenUsed: true },
  ],
  recordPanels: [{ noun: 'project', order: 10, component: part(() => import('./board-panel.tsx')) }],
  timeline: [
    { noun: 'project', entry },
    { noun: 'ticket', entry },
  ],
};
