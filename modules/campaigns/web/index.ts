import { IconSpeakerphone } from '@tabler/icons-react';
import { lazy } from 'react';
import type { WebModule } from '../../../web/module.ts';

export const campaignsWeb: WebModule = {
  name: 'campaigns',
  navigation: [
    {
      to: '/campaigns',
      icon: IconSpeakerphone,
      labelKey: 'nouns:campaign.many',
      order: 16,
      noun: 'campaign',
      whenUsed: true,
    },
  ],
  recordPanels: [
    { noun: 'campaign', place: 'top', order: 10, component: lazy(() => import('./figures/figures-panel.tsx')) },
  ],
};
