import { IconContract } from '@tabler/icons-react';
import { lazy } from 'react';
import type { WebModule } from '../../../web/module.ts';

export const contractsWeb: WebModule = {
  name: 'contracts',
  navigation: [
    {
      to: '/contracts',
      icon: IconContract,
      labelKey: 'nouns:contract.many',
      order: 45,
      noun: 'contract',
      whenUsed: true,
    },
  ],
  recordPanels: [
    { noun: 'contract', place: 'top', order: 10, component: lazy(() => import('./status-bar.tsx')) },
    { noun: 'company', order: 56, component: lazy(() => import('./company-contracts.tsx')) },
    { noun: 'person', order: 56, component: lazy(() => import('./person-contracts.tsx')) },
    { noun: 'deal', order: 40, component: lazy(() => import('./deal-contracts.tsx')) },
    { noun: 'contract', order: 20, component: lazy(() => import('./amendments.tsx')) },
  ],
  timeline: [{ noun: 'contract', entry: lazy(() => import('./contract-entry.tsx')) }],
};
