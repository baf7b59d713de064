import { boolean, date, longText, member, relation, text } from '../../../shared/nouns/field.ts';
import { defineNoun } from '../../../shared/nouns/noun.ts';

/** A day that matters to a client besides a birthday: a wedding, the firm's jubilee, the day the contract ends. */
export const importantDate = defineNoun({
  name: 'importantDate',
  plural: 'important-dates',
  title: 'name',
  icon: 'calendar-heart',
  rights: 'work',
  isOptional: true,
  listFields: ['name', 'date', 'person', 'company', 'owner'],
  fields: {
    name: text({ required: true, search: true, maxLength: 200 }),
    date: date({ required: true, yearly: true }),
    repeats: boolean({ default: true }),
    person: relation({ to: 'person', requiredWhen: { field: 'company', op: 'isEmpty' } }),
    company: relation({ to: 'company' }),
    owner: member({ defaultToActor: true }),
    description: longText(),
  },
});
