import { choice, date, files, longText, member, money, relation, text } from '../../../shared/nouns/field.ts';
import { defineNoun } from '../../../shared/nouns/noun.ts';

/** Money that came from a client, or went back to one. What of it belongs to which invoices is said by its parts. */
export const payment = defineNoun({
  name: 'payment',
  plural: 'payments',
  title: 'name',
  icon: 'cash',
  isOptional: true,
  defaultSort: '-paidOn',
  lookups: [['company', 'paidOn']],
  listFields: ['name', 'company', 'amount', 'unallocated', 'paidOn', 'direction', 'method', 'purpose'],
  fields: {
    /** What the payer or the bank calls it; the day, as the workspace writes it, where neither calls it anything. */
    name: text({ search: true, maxLength: 300 }),
    direction: choice({
      default: 'incoming',
      options: [
        { value: 'incoming', color: 'green' },
        { value: 'refund', color: 'orange' },
      ],
    }),
    /** Today when nothing is given. */
    paidOn: date(),
    amount: money({ required: true }),
    method: choice({
      extensible: true,
      default: 'transfer',
      options: [
        { value: 'transfer', color: 'blue' },
        { value: 'cash', color: 'green' },
        { value: 'card', color: 'violet' },
        { value: 'online', color: 'cyan' },
        { value: 'offset', color: 'gray' },
        { value: 'other', color: 'gray' },
      ],
    }),
    company: relation({ to: 'company' }),
    person: relation({ to: 'person' }),
    ownSide: relation({ to: 'company', hidden: true }),
    /** Of a refund: the payment that is given back, in whole or in part. */
    refundOf: relation({ to: 'payment', visibleWhen: { field: 'direction', op: 'is', value: 'refund' } }),
    purpose: longText({ search: true }),
    /** What was put to invoices, what was given back, and what is left of it: a prepayment, or too much. */
    allocated: money({ readOnly: true }),
    refunded: money({ readOnly: true, hidden: true }),
    unallocated: money({ readOnly: true }),
    owner: member({ defaultToActor: true }),
    description: longText({ search: true }),
    files: files(),
  },
});
