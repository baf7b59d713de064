import { money, relation, text } from '../../../shared/nouns/field.ts';
import { defineNoun } from '../../../shared/nouns/noun.ts';

/** As much of a payment as was put to one invoice. */
export const paymentPart = defineNoun({
  name: 'paymentPart',
  plural: 'payment-parts',
  title: 'name',
  icon: 'receipt',
  parent: 'payment',
  collection: 'parts',
  listFields: ['payment', 'invoice', 'amount'],
  fields: {
    /** The invoice's number. */
    name: text({ readOnly: true, search: true, maxLength: 60 }),
    payment: relation({ to: 'payment', required: true, onDelete: 'follow' }),
    invoice: relation({ to: 'invoice', required: true }),
    /** As much as is left of the one and due on the other, when nothing is given. */
    amount: money(),
  },
});
