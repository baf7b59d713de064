import { IconMail } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import type { WebModule } from '../../../web/module.ts';
import { part } from '../../../web/ui/part.tsx';

export const mailWeb: WebModule = {
  name: 'mail',
  navigation: [
    {
      ...{ to: '/mail', icon: IconMail, labelKey: 'mail:title' },
      ...{ order: 165, group: 'connections', roles: ['owner'] },
    },
  ],
  recordPanels: ['person', 'company', 'lead'].map((noun) => ({
    ...{ noun, order: 70, component: part(() => import('./letters-panel.tsx')) },
  })),
  routes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: 'mail',
      component: lazyRouteComponent(() => import('./mail.page.tsx'), 'MailPage'),
    }),
  ],
};
