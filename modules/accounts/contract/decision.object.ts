import { date, links, longText, member, relation, text } from '../../../shared/nouns/field.ts';
import { defineNoun } from '../../../shared/nouns/noun.ts';

/** What was decided about a client or a deal, when and by whom, and what follows from it. */
export const decision = defineNoun({
  name: 'decision',
  plural: 'decisions',
  title: 'name',
  icon: 'flag',
  rights: 'work',
  isOptional: true,
  listFields: ['name', 'decidedOn', 'decidedBy', 'company', 'deal'],
  fields: {
    name: text({ required: true, search: true, maxLength: 500 }),
    decidedOn: date({ required: true }),
    /** Of ours; who of the client took part stands in `people`. */
    decidedBy: member({ defaultToActor: true }),
    people: links({ to: 'person' }),
    company: relation({ to: 'company', requiredWhen: { field: 'deal', op: 'isEmpty' } }),
    deal: relation({ to: 'deal' }),
    consequence: longText({ search: true }),
  },
});
