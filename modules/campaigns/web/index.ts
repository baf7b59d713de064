import { IconSpeakerphone } from '@tabler/icons-react';

import type { WebModule } from '../../../web/module.ts';
import { part } from '../../../web/ui/part.tsx';

export const campaignsWeb: WebModule = {
  name: 'campaigns',
  navigation: [
    {
      to: '/campaigns',
      icon: IconSpeakerphone,
      labelKey: 'nouns:campaign.many',
      order: 45,
      noun: 'campaign',
      whenUsed: true,
    },
  ],
  recordPanels: [{ noun: 'campaign', order: 10, component: part(() => import('./figures/figures-panel.tsx')) }],
};
