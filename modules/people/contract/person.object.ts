import {
  address,
  choice,
  date,
  emails,
  links,
  longText,
  member,
  personName,
  phones,
  relation,
  text,
} from '../../../shared/nouns/field.ts';
import { defineNoun } from '../../../shared/nouns/noun.ts';
import { acquisitionSources, lifecyclePhases } from '../../../shared/nouns/options.ts';

/** A human being, with or without a company. */
export const person = defineNoun({
  name: 'person',
  plural: 'people',
  title: 'name',
  icon: 'user',
  matchBy: ['emails', 'phones'],
  createdByImport: true,
  listFields: ['name', 'company', 'jobTitle', 'emails', 'phones', 'owner', 'updatedAt'],
  fields: {
    name: personName({ required: true, search: true }),
    jobTitle: text({ search: true, maxLength: 200 }),
    /** Where the person mainly works; further companies stand in `affiliations`. */
    company: relation({ to: 'company' }),
    affiliations: links({
      to: 'company',
      roles: ['director', 'accountant', 'buyer', 'storekeeper', 'manager', 'founder', 'adviser', 'other'],
    }),
    emails: emails({ search: true }),
    phones: phones({ search: true }),
    owner: member({ defaultToActor: true }),
    lifecycle: choice({ extensible: true, options: lifecyclePhases }),
    source: choice({ open: true, extensible: true, options: acquisitionSources }),
    birthday: date(),
    address: address(),
    description: longText({ search: true }),
  },
});
