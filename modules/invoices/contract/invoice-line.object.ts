import { money, number, percent, relation, text } from '../../../shared/nouns/field.ts';
import { defineNoun } from '../../../shared/nouns/noun.ts';

/** One item of an invoice: quantity × price less discount, and the tax on it. */
export const invoiceLine = defineNoun({
  name: 'invoiceLine',
  plural: 'invoice-lines',
  title: 'name',
  icon: 'list',
  parent: 'invoice',
  collection: 'lines',
  defaultSort: 'position',
  listFields: ['name', 'invoice', 'product', 'quantity', 'price', 'discount', 'taxRate', 'amount'],
  fields: {
    invoice: relation({ to: 'invoice', required: true, onDelete: 'follow' }),
    product: relation({ to: 'product' }),
    /** The product's name when nothing is given. */
    name: text({ search: true, maxLength: 300 }),
    quantity: number({ default: 1, min: 0 }),
    price: money(),
    /** Percent off the price. */
    discount: number({ default: 0, min: 0, max: 100 }),
    /** In percent; our side's usual one when nothing is given. */
    taxRate: percent({ min: 0, max: 100 }),
    /** Without the tax. */
    amount: money({ readOnly: true }),
    taxAmount: money({ readOnly: true }),
    position: number({ scale: 0, default: 0 }),
  },
});
