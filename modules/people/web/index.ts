import { IconUser } from '@tabler/icons-react';

import type { WebModule } from '../../../web/module.ts';
import { part } from '../../../web/ui/part.tsx';

export const peopleWeb: WebModule = {
  name: 'people',
  recordPanels: [{ noun: 'company', order: 65, component: part(() => import('./org-chart/org-chart-panel.tsx')) }],
  navigation: [{ to: '/people', icon: IconUser, labelKey: 'nouns:person.many', order: 30, noun: 'person' }],
};
