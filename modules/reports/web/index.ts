import { IconChartBar } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { WebModule } from '../../../web/module.ts';
import { parseReportSearch } from './report-search.ts';

export const reportsWeb: WebModule = {
  name: 'reports',
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
