import { IconNote } from '@tabler/icons-react';
import { lazy } from 'react';
import type { WebModule } from '../../../web/module.ts';

export const notesWeb: WebModule = {
  name: 'notes',
  navigation: [{ to: '/notes', icon: IconNote, labelKey: 'nouns:note.many', order: 80, noun: 'note' }],
  timeline: [
    {
      noun: 'note',
      entry: lazy(() => import('./note-entry.tsx')),
      composer: lazy(() => import('./note-composer.tsx')),
    },
  ],
};
