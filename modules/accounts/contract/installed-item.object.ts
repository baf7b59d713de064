import { choice, date, longText, member, number, relation, text } from '../../../shared/nouns/field.ts';
import { defineNoun } from '../../../shared/nouns/noun.ts';

/** What a client has at work already, of ours or of others: what goes with it is offered without asking them again. */
export const installedItem = defineNoun({
  name: 'installedItem',
  plural: 'installed-items',
  title: 'name',
  icon: 'package',
  rights: 'work',
  isOptional: true,
  lookups: [['owner', 'until']],
  listFields: ['name', 'product', 'vendor', 'quantity', 'condition', 'since', 'company', 'owner'],
  fields: {
    name: text({ required: true, search: true, maxLength: 300 }),
    company: relation({ to: 'company', required: true }),
    /** Of ours. */
    product: relation({ to: 'product' }),
    /** Whose it is where it is not ours: a competitor's. */
    vendor: relation({ to: 'company' }),
    quantity: number({ default: 1, min: 0 }),
    serial: text({ search: true, maxLength: 200 }),
    since: date(),
    until: date(),
    condition: choice({
      extensible: true,
      options: [
        { value: 'good', color: 'green' },
        { value: 'worn', color: 'orange' },
        { value: 'faulty', color: 'red' },
        { value: 'retired', color: 'gray' },
      ],
    }),
    /** The deal that is to follow on it. */
    offer: relation({ to: 'deal' }),
    owner: member({ defaultToActor: true }),
    description: longText({ search: true }),
  },
});
