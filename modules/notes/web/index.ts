import { IconNote } from '@tabler/icons-react';

import type { WebModule } from '../../../web/module.ts';
import { part } from '../../../web/ui/part.tsx';

export const notesWeb: WebModule = {
  name: 'notes',
  navigation: [{ to: '/notes', icon: IconNote, labelKey: 'nouns:note.many', order: 80, noun: 'note' }],
  timeline: [
    {
      noun: 'note',
      entry: part(() => import('./note-entry.tsx')),
      composer: part(() => import('./note-composer.tsx')),
    },
  ],
};
