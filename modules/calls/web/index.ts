import { IconPhone, IconPhoneCall } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { parseListSearch } from '../../../web/kit/list/list-search.ts';
import type { WebModule } from '../../../web/module.ts';
import { part } from '../../../web/ui/part.tsx';

const recordingPanel = part(() => import('./recording/recording-panel.tsx'));

export const callsWeb: WebModule = {
  name: 'calls',
  header: [part(() => import('./ring/telephone.tsx'))],
  navigation: [
    {
      ...{ to: '/call-log', icon: IconPhoneCall, labelKey: 'calls:navigation.log' },
      ...{ order: 41, noun: 'task', whenUsed: 'calls' },
    },
    {
      ...{ to: '/telephony', icon: IconPhone, labelKey: 'calls:title' },
      ...{ order: 165, group: 'connections', roles: ['owner'] },
    },
  ],
  recordPanels: [
    { noun: 'task', place: 'top', order: 30, insteadOf: 'recording', component: recordingPanel },
    { noun: 'recording', place: 'top', order: 10, component: recordingPanel },
  ],
  routes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: 'call-log',
      validateSearch: parseListSearch,
      component: lazyRouteComponent(() => import('./call-log.page.tsx'), 'CallLogPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: 'telephony',
      component: lazyRouteComponent(() => import('./telephony.page.tsx'), 'TelephonyPage'),
    }),
  ],
};
