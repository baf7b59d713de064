import { choice, member, text } from '../../../shared/nouns/field.ts';
import { defineNoun } from '../../../shared/nouns/noun.ts';
import { labelColors } from '../../../shared/nouns/options.ts';

/** A coloured word stuck to records of any kind: whoever works puts it on and makes new ones, who made one and managers rename and recolour. */
export const tag = defineNoun({
  name: 'tag',
  plural: 'tags',
  title: 'name',
  icon: 'tag',
  rights: 'work',
  color: 'color',
  defaultSort: 'name',
  matchBy: ['name'],
  createdByImport: true,
  duplicates: ['name'],
  fields: {
    name: text({ required: true, unique: true, search: true, maxLength: 60 }),
    color: choice({ default: 'blue', options: labelColors }),
    owner: member({ defaultToActor: true, hidden: true }),
  },
});
