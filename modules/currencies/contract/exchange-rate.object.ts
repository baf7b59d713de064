import { date, number, text } from '../../../shared/nouns/field.ts';
import { defineNoun } from '../../../shared/nouns/noun.ts';

/** What one unit of a currency was worth in the workspace's currency from a date on, until the next rate. */
export const exchangeRate = defineNoun({
  name: 'exchangeRate',
  plural: 'exchange-rates',
  title: 'currency',
  icon: 'arrows-exchange',
  defaultSort: '-validFrom',
  lookups: [['currency', 'validFrom']],
  listFields: ['currency', 'validFrom', 'rate'],
  fields: {
    currency: text({ required: true, format: 'currency', maxLength: 3 }),
    validFrom: date({ required: true }),
    /** Units of the workspace's currency for one unit of this one; at no rate would all it is worth be left out of sums. */
    rate: number({ required: true, min: 1e-9 }),
  },
});
