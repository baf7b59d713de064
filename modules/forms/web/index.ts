import { IconClipboardList, IconMessage } from '@tabler/icons-react';
import { lazy } from 'react';
import type { WebModule } from '../../../web/module.ts';

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
    { noun: 'webForm', order: 10, component: lazy(() => import('./address-panel.tsx')) },
    { noun: 'webForm', order: 20, component: lazy(() => import('./definition-panel.tsx')) },
  ],
};
