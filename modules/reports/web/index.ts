import { IconChartBar, IconReportAnalytics } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { WebModule } from '../../../web/module.ts';
import { parseActivitySearch } from './activity-search.ts';
import { parseReportSearch } from './report-search.ts';

export const reportsWeb: WebModule = {
  name: 'reports',
  navigation: [
    { to: '/reports/pipeline', icon: IconChartBar, labelKey: 'reports:navigation.pipeline', order: 60, noun: 'deal' },
    {
      to: '/reports/activity',
      icon: IconReportAnalytics,
      labelKey: 'reports:navigation.activity',
      order: 61,
      noun: 'task',
    },
  ],
  routes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: 'reports/pipeline',
      validateSearch: parseReportSearch,
      component: lazyRouteComponent(() => import('./pipeline-report.page.tsx'), 'PipelineReportPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'reports/activity',
      validateSearch: parseActivitySearch,
      component: lazyRouteComponent(() => import('./activity-report.page.tsx'), 'ActivityReportPage'),
    }),
  ],
};
