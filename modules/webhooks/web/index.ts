import { IconWebhook } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { WebModule } from '../../../web/module.ts';

export const webhooksWeb: WebModule = {
  name: 'webhooks',
  navigation: [
    {
      ...{ to: '/webhooks', icon: IconWebhook, labelKey: 'webhooks:title' },
      ...{ order: 170, group: 'connections', roles: ['owner'] },
    },
  ],
  routes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: 'webhooks',
      component: lazyRouteComponent(() => import('./webhooks.page.tsx'), 'WebhooksPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'webhooks/$id',
      component: lazyRouteComponent(() => import('./webhook.page.tsx'), 'WebhookPage'),
    }),
  ],
};
