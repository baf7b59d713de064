import { IconChartBar, IconChartInfographic, IconReportAnalytics } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { WebModule } from '../../../web/module.ts';
import { parseActivitySearch } from './activity-search.ts';
import { parseOwnReportSearch } from './own/own-report-search.ts';
import { parseReportSearch } from './report-search.ts';

export const reportsWeb: WebModule = {
  name: 'reports',
  navigation: [
    {
      to: '/reports/pipeline',
      icon: IconChartBar,
      labelKey: 'reports:title',
      aboutKey: 'reports:navigation.pipelineAbout',
      order: 60,
      noun: 'deal',
    },
    {
      to: '/reports/activity',
      icon: IconReportAnalytics,
      labelKey: 'reports:navigation.activity',
      aboutKey: 'reports:navigation.activityAbout',
      order: 61,
      noun: 'task',
    },
    {
      to: '/reports',
      icon: IconChartInfographic,
      labelKey: 'reports:navigation.own',
      aboutKey: 'reports:navigation.ownAbout',
      order: 62,
      isAlone: true,
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
    createRoute({
      getParentRoute: () => parent,
      path: 'reports',
      component: lazyRouteComponent(() => import('./own/own-reports.page.tsx'), 'OwnReportsPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'reports/new',
      validateSearch: parseOwnReportSearch,
      component: lazyRouteComponent(() => import('./own/own-report.page.tsx'), 'NewReportPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'reports/$id',
      validateSearch: parseOwnReportSearch,
      component: lazyRouteComponent(() => import('./own/own-report.page.tsx'), 'OwnReportPage'),
    }),
  ],
};
