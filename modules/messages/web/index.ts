import { IconMessage2, IconMessages } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import type { WebModule } from '../../../web/module.ts';
import { part } from '../../../web/ui/part.tsx';

const workers = ['owner', 'manager', 'seller'] as const;

export const messagesWeb: WebModule = {
  name: 'messages',
  navigation: [
    {
      ...{ to: '/messages', icon: IconMessages, labelKey: 'messages:navigation.list' },
      ...{ order: 43, roles: workers, whenUsed: 'messages' },
    },
    {
      ...{ to: '/message-channels', icon: IconMessage2, labelKey: 'messages:navigation.channels' },
      ...{ order: 167, group: 'connections', roles: ['owner'] },
    },
  ],
  recordPanels: ['person', 'company', 'lead'].map((noun) => ({
    ...{ noun, order: 71, whenUsed: ['messages'], component: part(() => import('./messages-panel.tsx')) },
  })),
  day: [part(() => import('./unanswered-messages.tsx'))],
  commands: [
    { id: 'messages.list', icon: IconMessages, labelKey: 'messages:navigation.list', to: '/messages', roles: workers },
  ],
  routes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: 'messages',
      component: lazyRouteComponent(() => import('./messages.page.tsx'), 'MessagesPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'message-channels',
      component: lazyRouteComponent(() => import('./channels.page.tsx'), 'ChannelsPage'),
    }),
  ],
};
