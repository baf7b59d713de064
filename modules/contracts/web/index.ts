import { IconContract } from '@tabler/icons-react';
import type { WebModule } from '../../../web/module.ts';
import { part } from '../../../web/ui/part.tsx';

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
    { noun: 'contract', place: 'top', order: 10, component: part(() => import('./status-bar.tsx')) },
    { noun: 'company', order: 56, component: part(() => import('./company-contracts.tsx')) },
    { noun: 'person', order: 56, component: part(() => import('./person-contracts.tsx')) },
    { noun: 'deal', order: 40, component: part(() => import('./deal-contracts.tsx')) },
    { noun: 'contract', order: 20, component: part(() => import('./amendments.tsx')) },
  ],
  timeline: [{ noun: 'contract', entry: part(() => import('./contract-entry.tsx')) }],
};
