import { IconClipboardList, IconMessage } from '@tabler/icons-react';

import type { WebModule } from '../../../web/module.ts';
import { part } from '../../../web/ui/part.tsx';

export const formsWeb: WebModule = {
  name: 'forms',
  navigation: [
    {
      to: '/web-forms',
      icon: IconClipboardList,
      labelKey: 'nouns:webForm.many',
      order: 46,
      noun: 'webForm',
      whenUsed: true,
    },
    {
      to: '/form-answers',
      icon: IconMessage,
      labelKey: 'nouns:formAnswer.many',
      order: 47,
      noun: 'formAnswer',
      whenUsed: true,
    },
  ],
  recordPanels: [
    { noun: 'webForm', order: 10, component: part(() => import('./address-panel.tsx')) },
    { noun: 'webForm', order: 20, component: part(() => import('./definition-panel.tsx')) },
  ],
};
