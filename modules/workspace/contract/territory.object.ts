import { json, links, longText, relation, text } from '../../../shared/nouns/field.ts';
import { defineNoun } from '../../../shared/nouns/noun.ts';

/** A region, a trade, a size of clients: a part of any number of trees, with rules that say what lies in it. */
export const territory = defineNoun({
  name: 'territory',
  plural: 'territories',
  title: 'name',
  icon: 'map-pin',
  defaultSort: 'name',
  listFields: ['name', 'parent', 'members'],
  matchBy: ['name'],
  fields: {
    name: text({ required: true, unique: true, search: true, maxLength: 120 }),
    parent: relation({ to: 'territory' }),
    /** Who works it, and with it what lies below. */
    members: links({ to: 'member' }),
    note: longText(),
    /** `{company: filter}`: what lies in it, by noun. */
    where: json({ hidden: true }),
  },
});
