import { IconTag, IconUsersGroup } from '@tabler/icons-react';
import type { WebModule } from '../../../web/module.ts';

export const tagsWeb: WebModule = {
  name: 'tags',
  navigation: [
    { to: '/groups', icon: IconUsersGroup, labelKey: 'nouns:group.many', order: 34, noun: 'group' },
    { to: '/tags', icon: IconTag, labelKey: 'nouns:tag.many', order: 64, noun: 'tag', group: 'structure' },
  ],
};
