import {
  address,
  choice,
  datetime,
  emails,
  files,
  links,
  longText,
  member,
  money,
  personName,
  phones,
  relation,
  text,
} from '../../../shared/nouns/field.ts';
import { defineNoun } from '../../../shared/nouns/noun.ts';
import { acquisitionSources, leadChannels } from '../../../shared/nouns/options.ts';

const rejected = { field: 'status', op: 'is', value: 'rejected' } as const;
const ofRejected = { visibleWhen: rejected } as const;

/** Somebody who may become a client, with what is known at first; converted into a company, a person and a deal. */
export const lead = defineNoun({
  name: 'lead',
  plural: 'leads',
  title: 'name',
  icon: 'target-arrow',
  matchBy: ['emails', 'phones'],
  duplicates: ['emails', 'phones', 'name'],
  listFields: ['name', 'status', 'phones', 'emails', 'source', 'interest', 'owner', 'createdAt'],
  fields: {
    /** Made of the person, the company or the way to reach them when nothing is given. */
    name: text({ search: true, maxLength: 300 }),
    contact: personName({ search: true }),
    companyName: text({ search: true, maxLength: 300 }),
    phones: phones({ search: true }),
    emails: emails({ search: true }),
    /** Why they came and what they ask for, in their words. */
    interest: longText({ search: true }),
    /** Own statuses besides these are open ones. Only a conversion makes a lead converted. */
    status: choice({
      extensible: true,
      default: 'new',
      options: [
        { value: 'new', color: 'blue' },
        { value: 'working', color: 'cyan' },
        { value: 'qualified', color: 'teal' },
        { value: 'converted', color: 'green' },
        { value: 'rejected', color: 'gray' },
      ],
    }),
    owner: member({ defaultToActor: true }),
    source: choice({ open: true, extensible: true, options: acquisitionSources }),
    channel: choice({ open: true, extensible: true, options: leadChannels }),
    campaign: relation({ to: 'campaign', wasText: true }),
    jobTitle: text({ search: true, maxLength: 200 }),
    website: text({ format: 'url', search: true, maxLength: 500 }),
    address: address(),
    products: links({ to: 'product' }),
    budget: money(),
    rejectionReason: choice({
      ...ofRejected,
      requiredWhen: rejected,
      extensible: true,
      open: true,
      options: [
        { value: 'notReached' },
        { value: 'noNeed' },
        { value: 'noBudget' },
        { value: 'notOurs' },
        { value: 'competitor' },
        { value: 'duplicate' },
        { value: 'spam' },
        { value: 'other' },
      ],
    }),
    rejectionComment: longText({ ...ofRejected, search: true }),
    /** Whom it is about where they are known already, and what it became. */
    company: relation({ to: 'company' }),
    person: relation({ to: 'person' }),
    deal: relation({ to: 'deal', readOnly: true }),
    /** When it was converted or rejected. */
    closedAt: datetime({ readOnly: true }),
    tags: links({ to: 'tag', hidden: true, badges: 'L' }),
    description: longText({ search: true }),
    files: files(),
  },
});
