import {
  boolean,
  choice,
  date,
  files,
  links,
  longText,
  member,
  money,
  number,
  relation,
  text,
} from '../../../shared/nouns/field.ts';
import { defineNoun } from '../../../shared/nouns/noun.ts';

/** What a client is to pay, or is given back by a credit note; changed while it is a draft, and from its issue on no more. */
export const invoice = defineNoun({
  name: 'invoice',
  plural: 'invoices',
  title: 'name',
  icon: 'file-invoice',
  isOptional: true,
  matchBy: ['number'],
  lookups: [
    ['owner', 'dueOn'],
    ['company', 'dueOn'],
  ],
  listFields: ['name', 'company', 'status', 'total', 'balance', 'dueOn', 'issuedOn', 'owner'],
  fields: {
    /** A draft's client or deal; once it is issued, its number. */
    name: text({ readOnly: true, search: true, maxLength: 300 }),
    /** Given with the issue: counted without a gap for each side of ours, and never given again. */
    number: text({ readOnly: true, search: true, maxLength: 60 }),
    kind: choice({
      readOnly: true,
      default: 'invoice',
      options: [
        { value: 'invoice', color: 'blue' },
        { value: 'creditNote', color: 'grape' },
      ],
    }),
    /** Follows from what was done with it, what was paid, and the day. */
    status: choice({
      readOnly: true,
      default: 'draft',
      options: [
        { value: 'draft', color: 'gray' },
        { value: 'issued', color: 'blue' },
        { value: 'partlyPaid', color: 'cyan' },
        { value: 'paid', color: 'green' },
        { value: 'overdue', color: 'red' },
        { value: 'cancelled', color: 'gray' },
      ],
    }),
    company: relation({ to: 'company' }),
    person: relation({ to: 'person' }),
    deal: relation({ to: 'deal' }),
    contract: relation({ to: 'contract' }),
    /** The legal entity of ours that issues it: a company of the kind `own`. */
    ownSide: relation({ to: 'company', hidden: true }),
    /** Of a credit note: the invoice it takes from. */
    corrects: relation({ to: 'invoice', readOnly: true, hidden: true }),
    issuedOn: date({ readOnly: true }),
    /** Days to pay; the contract's where it has some, else the client's. */
    paymentDays: number({ scale: 0, min: 0, max: 3650 }),
    dueOn: date({ readOnly: true }),
    /** Prices of its lines hold the tax; else it comes on top. */
    taxIncluded: boolean(),
    net: money({ readOnly: true }),
    tax: money({ readOnly: true }),
    total: money({ readOnly: true }),
    /** What payments were put to it, and what credit notes took off. */
    paid: money({ readOnly: true }),
    credited: money({ readOnly: true, hidden: true }),
    /** What is still to be paid: the total less what was credited and paid; nothing of a draft. */
    balance: money({ readOnly: true }),
    /** The day on which the last of it was paid, and by how many days that was late; early is below nought. */
    paidOn: date({ readOnly: true, hidden: true }),
    delayDays: number({ readOnly: true, hidden: true, scale: 0 }),
    cancelReason: longText({ readOnly: true, hidden: true, search: true }),
    owner: member({ defaultToActor: true }),
    tags: links({ to: 'tag', hidden: true, badges: 'L' }),
    description: longText({ search: true }),
    files: files(),
  },
});
