import { IconAdjustmentsHorizontal, IconKey, IconUserCog, IconUserPlus, IconUsersGroup } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { lazy } from 'react';
import type { WebModule } from '../../../web/module.ts';

export const workspaceWeb: WebModule = {
  name: 'workspace',
  navigation: [
    {
      to: '/settings',
      icon: IconAdjustmentsHorizontal,
      labelKey: 'workspace:navigation.settings',
      order: 100,
      group: 'general',
    },
    { to: '/members', icon: IconUserCog, labelKey: 'nouns:member.many', order: 110, noun: 'member', group: 'general' },
    {
      ...{ to: '/invitations', icon: IconUserPlus, labelKey: 'workspace:invitations.title' },
      ...{ order: 115, group: 'general', roles: ['owner', 'manager'] },
    },
    { to: '/teams', icon: IconUsersGroup, labelKey: 'nouns:team.many', order: 120, noun: 'team', group: 'general' },
    { to: '/api-keys', icon: IconKey, labelKey: 'workspace:navigation.apiKeys', order: 160, group: 'connections' },
  ],
  routes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: 'settings',
      component: lazyRouteComponent(() => import('./settings.page.tsx'), 'SettingsPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'invitations',
      component: lazyRouteComponent(() => import('./invitations.page.tsx'), 'InvitationsPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'api-keys',
      component: lazyRouteComponent(() => import('./api-keys.page.tsx'), 'ApiKeysPage'),
    }),
  ],
  recordPanels: [{ noun: 'member', order: 10, component: lazy(() => import('./account-panel.tsx')) }],
};
