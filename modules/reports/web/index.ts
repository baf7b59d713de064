import { IconChartBar } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { WebModule } from '../../../web/module.ts';
import { parseReportSearch } from './report-search.ts';

export const reportsWeb: WebModule = {
  name: 'reports',
  locales: {
    en: () => import('../locales/en.json'),
    ru: () => import('../locales/ru.json'),
    bg: () => import('../locales/bg.json'),
    hy: () => import('../locales/hy.json'),
    ka: () => import('../locales/ka.json'),
  },
  navigation: [
    { to: '/reports/pipeline', icon: IconChartBar, labelKey: 'reports:navigation', order: 60, noun: 'deal' },
  ],
  routes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: 'reports/pipeline',
      validateSearch: parseReportSearch,
      component: lazyRouteComponent(() => import('./pipeline-report.page.tsx'), 'PipelineReportPage'),
    }),
  ],
};
