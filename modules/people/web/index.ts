import { IconUser } from '@tabler/icons-react';
import type { WebModule } from '../../../web/module.ts';

export const peopleWeb: WebModule = {
  name: 'people',
  locales: {
    en: () => import('../locales/en.json'),
    ru: () => import('../locales/ru.json'),
    bg: () => import('../locales/bg.json'),
    hy: () => import('../locales/hy.json'),
    ka: () => import('../locales/ka.json'),
  },
  navigation: [{ to: '/people', icon: IconUser, labelKey: 'nouns:person.many', order: 30, noun: 'person' }],
};
