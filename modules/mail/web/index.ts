import { IconMail } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { WebModule } from '../../../web/module.ts';

export const mailWeb: WebModule = {
  name: 'mail',
  navigation: [
    {
      ...{ to: '/mail', icon: IconMail, labelKey: 'mail:title' },
      ...{ order: 165, group: 'connections', roles: ['owner'] },
    },
  ],
  routes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: 'mail',
      component: lazyRouteComponent(() => import('./mail.page.tsx'), 'MailPage'),
    }),
  ],
};
