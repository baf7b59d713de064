import { address, choice, longText, member, relation, text } from '../../../shared/nouns/field.ts';
import { defineNoun } from '../../../shared/nouns/noun.ts';

/** Where a client is reached besides the address on the card: as many as there are, each of a kind. */
export const postalAddress = defineNoun({
  name: 'postalAddress',
  plural: 'postal-addresses',
  title: 'name',
  icon: 'map-pin',
  rights: 'work',
  isOptional: true,
  listFields: ['name', 'kind', 'address', 'company', 'person', 'owner'],
  fields: {
    /** Made of street and city when nothing is given. */
    name: text({ search: true, maxLength: 300 }),
    kind: choice({
      extensible: true,
      options: [
        { value: 'delivery', color: 'teal' },
        { value: 'billing', color: 'blue' },
        { value: 'legal', color: 'violet' },
        { value: 'office', color: 'cyan' },
        { value: 'home', color: 'orange' },
        { value: 'other', color: 'gray' },
      ],
    }),
    address: address({ required: true }),
    company: relation({ to: 'company' }),
    person: relation({ to: 'person', requiredWhen: { field: 'company', op: 'isEmpty' } }),
    owner: member({ defaultToActor: true }),
    description: longText({ search: true }),
  },
});
