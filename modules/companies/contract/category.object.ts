import { longText, number, text } from '../../../shared/nouns/field.ts';
import { defineNoun } from '../../../shared/nouns/noun.ts';

/** How much a client matters (A, B, C), and how often somebody should have a word with them. */
export const category = defineNoun({
  name: 'category',
  plural: 'categories',
  title: 'name',
  icon: 'stairs',
  rights: 'directory',
  defaultSort: 'name',
  matchBy: ['name'],
  createdByImport: true,
  fields: {
    name: text({ required: true, unique: true, search: true, maxLength: 100 }),
    /** The norm: after so many days without a contact its clients have been silent too long. */
    contactDays: number({ required: true, scale: 0, min: 1, max: 3650, default: 30 }),
    description: longText(),
  },
});
