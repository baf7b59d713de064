import { IconClockX } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import type { WebModule } from '../../../web/module.ts';
import { part } from '../../../web/ui/part.tsx';

export const privacyWeb: WebModule = {
  name: 'privacy',
  navigation: [
    {
      ...{ to: '/retention', icon: IconClockX, labelKey: 'privacy:navigation.retention' },
      ...{ order: 129, group: 'general', roles: ['owner'] },
    },
  ],
  routes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: 'retention',
      component: lazyRouteComponent(() => import('./retention/retention.page.tsx'), 'RetentionPage'),
    }),
  ],
  recordPanels: [{ noun: 'person', order: 95, component: part(() => import('./privacy-panel.tsx')) }],
};
