import { money, number, relation, text } from '../../../shared/nouns/field.ts';
import { defineNoun } from '../../../shared/nouns/noun.ts';

/** One product of a deal: quantity × price less discount. */
export const dealLine = defineNoun({
  name: 'dealLine',
  plural: 'deal-lines',
  title: 'name',
  icon: 'list',
  parent: 'deal',
  collection: 'lines',
  defaultSort: 'position',
  listFields: ['name', 'deal', 'product', 'quantity', 'price', 'discount', 'amount'],
  fields: {
    deal: relation({ to: 'deal', required: true, onDelete: 'follow' }),
    product: relation({ to: 'product' }),
    /** The product's name when nothing is given. */
    name: text({ search: true, maxLength: 300 }),
    quantity: number({ default: 1, min: 0 }),
    price: money(),
    /** Percent off the price. */
    discount: number({ default: 0, min: 0, max: 100 }),
    amount: money({ readOnly: true }),
    position: number({ scale: 0, default: 0 }),
  },
});
