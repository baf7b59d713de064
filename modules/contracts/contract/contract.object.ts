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

const ends = { field: 'endsOn', op: 'isNotEmpty' } as const;
const renews = { field: 'renews', op: 'is', value: true } as const;

/** What was agreed in writing with a client, a supplier or a partner, from its first draft to its end. */
export const contract = defineNoun({
  name: 'contract',
  plural: 'contracts',
  title: 'number',
  icon: 'contract',
  isOptional: true,
  matchBy: ['number'],
  tells: { by: 'owner' },
  lookups: [
    ['owner', 'endsOn'],
    ['owner', 'noticeOn'],
  ],
  listFields: ['number', 'subject', 'company', 'kind', 'status', 'amount', 'endsOn', 'owner'],
  fields: {
    /** The next of our side's own where none is given. */
    number: text({ search: true, maxLength: 60 }),
    subject: text({ search: true, maxLength: 300 }),
    kind: choice({
      extensible: true,
      default: 'sale',
      options: [
        { value: 'sale', color: 'teal' },
        { value: 'service', color: 'blue' },
        { value: 'supply', color: 'grape' },
        { value: 'partner', color: 'indigo' },
        { value: 'framework', color: 'cyan' },
        { value: 'rent', color: 'orange' },
        { value: 'confidentiality', color: 'gray' },
        { value: 'other', color: 'gray' },
      ],
    }),
    status: choice({
      default: 'draft',
      options: [
        { value: 'draft', color: 'gray' },
        { value: 'agreed', color: 'cyan' },
        { value: 'signed', color: 'blue' },
        { value: 'running', color: 'green' },
        { value: 'ended', color: 'gray' },
        { value: 'cancelled', color: 'red' },
      ],
    }),
    company: relation({ to: 'company' }),
    person: relation({ to: 'person' }),
    /** The legal entity of ours whose contract it is: a company of the kind `own`. */
    ownSide: relation({ to: 'company', hidden: true }),
    deal: relation({ to: 'deal' }),
    /** The contract that this one adds to or changes. */
    parent: relation({ to: 'contract' }),
    signedOn: date(),
    startsOn: date(),
    endsOn: date(),
    /** So many days before its end one has to say that it ends. */
    noticeDays: number({ scale: 0, min: 0, max: 3650, visibleWhen: ends }),
    /** The last day for that; without a term of notice the end itself. */
    noticeOn: date({
      readOnly: true,
      computed: { formula: 'addDays(endsOn, -coalesce(noticeDays, 0))' },
      visibleWhen: ends,
    }),
    /** Goes on by itself where nobody says that it ends. */
    renews: boolean({ visibleWhen: ends }),
    renewalMonths: number({ scale: 0, min: 1, max: 1200, default: 12, visibleWhen: renews }),
    amount: money(),
    /** Days to pay after an invoice; the client's own where none are given. */
    paymentDays: number({ scale: 0, min: 0, max: 3650 }),
    paymentTerms: longText({ search: true }),
    owner: member({ defaultToActor: true }),
    tags: links({ to: 'tag', hidden: true, badges: 'L' }),
    description: longText({ search: true }),
    /** Drafts and the signed scan, each with its versions. */
    files: files(),
  },
});
