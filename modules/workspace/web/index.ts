import {
  IconAdjustmentsHorizontal,
  IconFingerprint,
  IconKey,
  IconMap2,
  IconMapPin,
  IconRobot,
  IconShare,
  IconShield,
  IconShieldPlus,
  IconUserCog,
  IconUserPlus,
  IconUsersGroup,
} from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import type { WebModule } from '../../../web/module.ts';
import { part } from '../../../web/ui/part.tsx';

export const workspaceWeb: WebModule = {
  name: 'workspace',
  texts: ['shell'],
  navigation: [
    {
      to: '/settings',
      icon: IconAdjustmentsHorizontal,
      labelKey: 'workspace:navigation.settings',
      order: 100,
      group: 'general',
    },
    {
      ...{ to: '/members', icon: IconUserCog, labelKey: 'nouns:member.many', order: 110, noun: 'member' },
      ...{ group: 'general', isForTeams: true },
    },
    {
      ...{ to: '/invitations', icon: IconUserPlus, labelKey: 'workspace:navigation.invitations' },
      ...{ order: 115, group: 'general', roles: ['owner', 'manager'] },
    },
    {
      ...{ to: '/teams', icon: IconUsersGroup, labelKey: 'nouns:team.many', order: 120, noun: 'team' },
      ...{ group: 'general', isForTeams: true },
    },
    {
      ...{ to: '/access-roles', icon: IconShield, labelKey: 'nouns:accessRole.many', order: 125, noun: 'accessRole' },
      ...{ group: 'general', isForTeams: true },
    },
    {
      ...{ to: '/role-presets', icon: IconShieldPlus, labelKey: 'workspace:navigation.presets', order: 125.5 },
      ...{ group: 'general', roles: ['owner'], isForTeams: true },
    },
    {
      ...{ to: '/sharing-rules', icon: IconShare, labelKey: 'nouns:sharingRule.many', order: 126, noun: 'sharingRule' },
      ...{ group: 'general', isForTeams: true },
    },
    {
      ...{ to: '/territories', icon: IconMapPin, labelKey: 'nouns:territory.many', order: 127, noun: 'territory' },
      ...{ group: 'general', isForTeams: true },
    },
    {
      ...{ to: '/territory-figures', icon: IconMap2, labelKey: 'workspace:navigation.territoryFigures', order: 128 },
      ...{ group: 'general', roles: ['owner', 'manager'], isForTeams: true },
    },
    {
      ...{ to: '/identity-provider', icon: IconFingerprint, labelKey: 'workspace:navigation.provider' },
      ...{ order: 118, group: 'general', roles: ['owner'], isForTeams: true },
    },
    { to: '/api-keys', icon: IconKey, labelKey: 'workspace:navigation.apiKeys', order: 160, group: 'connections' },
    {
      ...{ to: '/workspace-keys', icon: IconRobot, labelKey: 'workspace:navigation.workspaceKeys' },
      ...{ order: 161, group: 'connections', roles: ['owner'] },
    },
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
      path: 'identity-provider',
      component: lazyRouteComponent(() => import('./provider/identity-provider.page.tsx'), 'IdentityProviderPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'role-presets',
      component: lazyRouteComponent(() => import('./role/role-presets.page.tsx'), 'RolePresetsPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'territory-figures',
      component: lazyRouteComponent(() => import('./sharing/territory-figures.page.tsx'), 'TerritoryFiguresPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'api-keys',
      component: lazyRouteComponent(() => import('./api-keys.page.tsx'), 'ApiKeysPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'workspace-keys',
      component: lazyRouteComponent(() => import('./workspace-keys.page.tsx'), 'WorkspaceKeysPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'account/security',
      component: lazyRouteComponent(() => import('./security/security.page.tsx'), 'SecurityPage'),
    }),
  ],
  recordPanels: [
    { noun: 'member', order: 5, component: part(() => import('./profile/profile-panel.tsx')) },
    { noun: 'member', order: 10, component: part(() => import('./account-panel.tsx')) },
    { noun: 'accessRole', order: 10, place: 'top', component: part(() => import('./role/role-panel.tsx')) },
    { noun: 'sharingRule', order: 10, place: 'top', component: part(() => import('./sharing/rule-panel.tsx')) },
    { noun: 'territory', order: 10, place: 'top', component: part(() => import('./sharing/territory-panel.tsx')) },
  ],
};
