import { IconTargetArrow } from '@tabler/icons-react';
import { lazy } from 'react';
import type { WebModule } from '../../../web/module.ts';

export const leadsWeb: WebModule = {
  name: 'leads',
  locales: {
    en: () => import('../locales/en.json'),
    ru: () => import('../locales/ru.json'),
    bg: () => import('../locales/bg.json'),
    hy: () => import('../locales/hy.json'),
    ka: () => import('../locales/ka.json'),
  },
  navigation: [{ to: '/leads', icon: IconTargetArrow, labelKey: 'nouns:lead.many', order: 15, noun: 'lead' }],
  recordPanels: [{ noun: 'lead', place: 'top', order: 10, component: lazy(() => import('./card/lead-bar.tsx')) }],
};
