import {
  address,
  boolean,
  choice,
  choices,
  date,
  datetime,
  emails,
  links,
  longText,
  member,
  money,
  number,
  personName,
  phones,
  relation,
  text,
} from '../../../shared/nouns/field.ts';
import { defineNoun } from '../../../shared/nouns/noun.ts';

/** Nouns that use every kind of field, for the kit's own page of tests. */
const company = defineNoun({
  name: 'company',
  plural: 'companies',
  title: 'name',
  icon: 'building',
  listFields: ['name', 'kinds', 'website', 'phones', 'owner', 'updatedAt'],
  fields: {
    name: text({ required: true, search: true }),
    kinds: choices({
      options: [
        { value: 'customer', color: 'teal' },
        { value: 'supplier', color: 'grape' },
        { value: 'competitor', color: 'red' },
      ],
    }),
    website: text({ format: 'url' }),
    emails: emails({ search: true }),
    phones: phones({ search: true }),
    address: address(),
    owner: member({ defaultToActor: true }),
    foundedYear: number({ scale: 0, min: 1000, max: 9999 }),
    description: longText({ search: true }),
  },
});

const person = defineNoun({
  name: 'person',
  plural: 'people',
  title: 'name',
  icon: 'user',
  fields: {
    name: personName({ required: true, search: true }),
    company: relation({ to: 'company' }),
    affiliations: links({ to: 'company', roles: ['director', 'buyer'] }),
    emails: emails({ search: true }),
    phones: phones({ search: true }),
    birthday: date(),
  },
});

const deal = defineNoun({
  name: 'deal',
  plural: 'deals',
  title: 'name',
  icon: 'currency-dollar',
  listFields: ['name', 'company', 'stage', 'amount', 'owner', 'expectedCloseOn', 'source'],
  fields: {
    name: text({ required: true, search: true }),
    company: relation({ to: 'company' }),
    people: links({ to: 'person', roles: ['decisionMaker', 'user'] }),
    stage: relation({ to: 'stage' }),
    amount: money(),
    owner: member({ defaultToActor: true }),
    expectedCloseOn: date(),
    nextCallAt: datetime(),
    urgent: boolean(),
    source: choice({
      open: true,
      options: [
        { value: 'web', color: 'blue' },
        { value: 'fair', color: 'orange' },
      ],
    }),
    description: longText({ search: true }),
    secretCode: text({ hidden: true }),
  },
});

const stage = defineNoun({
  name: 'stage',
  plural: 'stages',
  title: 'name',
  icon: 'columns',
  defaultSort: 'position',
  fields: { name: text({ required: true, search: true }), position: number({ scale: 0 }), color: text() },
});

const memberNoun = defineNoun({
  name: 'member',
  plural: 'members',
  title: 'name',
  icon: 'user',
  fields: { name: text({ required: true, search: true }) },
});

export const sampleNouns = [company, person, deal, stage, memberNoun] as const;
