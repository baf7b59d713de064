import { IconTargetArrow } from '@tabler/icons-react';
import { lazy } from 'react';
import type { WebModule } from '../../../web/module.ts';

export const leadsWeb: WebModule = {
  name: 'leads',
  navigation: [{ to: '/leads', icon: IconTargetArrow, labelKey: 'nouns:lead.many', order: 15, noun: 'lead' }],
  recordPanels: [{ noun: 'lead', place: 'top', order: 10, component: lazy(() => import('./card/lead-bar.tsx')) }],
};
