import { IconUser } from '@tabler/icons-react';
import type { WebModule } from '../../../web/module.ts';

export const peopleWeb: WebModule = {
  name: 'people',
  navigation: [{ to: '/people', icon: IconUser, labelKey: 'nouns:person.many', order: 30, noun: 'person' }],
};
