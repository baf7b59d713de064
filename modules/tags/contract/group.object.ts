import { choice, longText, member, text } from '../../../shared/nouns/field.ts';
import { defineNoun } from '../../../shared/nouns/noun.ts';
import { labelColors } from '../../../shared/nouns/options.ts';

/** Clients put together by hand, for an invitation, a mailing, a trip. Who is in it stands with each client. */
export const group = defineNoun({
  name: 'group',
  plural: 'groups',
  title: 'name',
  icon: 'users-group',
  rights: 'work',
  color: 'color',
  defaultSort: 'name',
  matchBy: ['name'],
  createdByImport: true,
  duplicates: ['name'],
  fields: {
    name: text({ required: true, unique: true, search: true, maxLength: 120 }),
    color: choice({ default: 'grape', options: labelColors }),
    owner: member({ defaultToActor: true }),
    description: longText({ search: true }),
  },
});
