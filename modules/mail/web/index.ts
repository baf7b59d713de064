import { IconInbox, IconMail, IconMailbox } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import type { WebModule } from '../../../web/module.ts';
import { part } from '../../../web/ui/part.tsx';

const workers = ['owner', 'manager', 'seller'] as const;

export const mailWeb: WebModule = {
  name: 'mail',
  navigation: [
    {
      ...{ to: '/letters', icon: IconMailbox, labelKey: 'mail:navigation.letters' },
      ...{ order: 42, roles: workers, whenUsed: 'mail' },
    },
    {
      ...{ to: '/mailboxes', icon: IconInbox, labelKey: 'mail:navigation.boxes' },
      ...{ order: 166, group: 'connections', roles: workers },
    },
    {
      ...{ to: '/mail', icon: IconMail, labelKey: 'mail:title' },
      ...{ order: 165, group: 'connections', roles: ['owner'] },
    },
  ],
  recordPanels: [
    ...['person', 'company', 'lead'].map((noun) => ({
      ...{ noun, order: 70, component: part(() => import('./letters-panel.tsx')) },
    })),
    { noun: 'deal', order: 30, component: part(() => import('./deal-letters-panel.tsx')) },
  ],
  day: [part(() => import('./unanswered-letters.tsx'))],
  routes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: 'mailboxes',
      component: lazyRouteComponent(() => import('./mailboxes.page.tsx'), 'MailboxesPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'letters',
      validateSearch: ({ of }) => (typeof of === 'string' ? { of } : {}),
      component: lazyRouteComponent(() => import('./letters.page.tsx'), 'LettersPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'mail',
      component: lazyRouteComponent(() => import('./mail.page.tsx'), 'MailPage'),
    }),
  ],
};
