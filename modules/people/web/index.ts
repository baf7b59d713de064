import { IconUser } from '@tabler/icons-react';
import { lazy } from 'react';
import type { WebModule } from '../../../web/module.ts';

export const peopleWeb: WebModule = {
  name: 'people',
  recordPanels: [{ noun: 'company', order: 65, component: lazy(() => import('./org-chart/org-chart-panel.tsx')) }],
  navigation: [{ to: '/people', icon: IconUser, labelKey: 'nouns:person.many', order: 30, noun: 'person' }],
};
