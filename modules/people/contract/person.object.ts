import { contactFields } from '../../../shared/nouns/contact-fields.ts';
import {
  address,
  type ChoiceOption,
  choice,
  choices,
  date,
  emails,
  files,
  links,
  longText,
  member,
  personName,
  phones,
  rating,
  relation,
  text,
  urls,
} from '../../../shared/nouns/field.ts';
import { firstSourceFields } from '../../../shared/nouns/first-source-fields.ts';
import { defineNoun } from '../../../shared/nouns/noun.ts';
import { acquisitionSources, lifecyclePhases } from '../../../shared/nouns/options.ts';

const languages = [
  ...[{ value: 'en' }, { value: 'ru' }, { value: 'bg' }, { value: 'hy' }, { value: 'ka' }],
  ...[{ value: 'de' }, { value: 'fr' }, { value: 'tr' }],
] as const satisfies readonly ChoiceOption[];

const channels = [
  { value: 'phone' },
  { value: 'email' },
  { value: 'messenger' },
  { value: 'sms' },
  { value: 'meeting' },
  { value: 'post' },
] as const satisfies readonly ChoiceOption[];

const interests = [
  { value: 'sport', color: 'teal' },
  { value: 'travel', color: 'cyan' },
  { value: 'music', color: 'violet' },
  { value: 'books', color: 'indigo' },
  { value: 'theatre', color: 'grape' },
  { value: 'art', color: 'pink' },
  { value: 'food', color: 'orange' },
  { value: 'cars', color: 'gray' },
  { value: 'technology', color: 'blue' },
  { value: 'nature', color: 'green' },
  { value: 'garden', color: 'lime' },
  { value: 'family', color: 'red' },
  { value: 'pets', color: 'yellow' },
] as const satisfies readonly ChoiceOption[];

const means = [
  { value: 'modest' },
  { value: 'middle' },
  { value: 'good' },
  { value: 'wealthy' },
] as const satisfies readonly ChoiceOption[];

const decisionRoles = [
  { value: 'decides', color: 'red' },
  { value: 'pays', color: 'grape' },
  { value: 'champion', color: 'teal' },
  { value: 'uses', color: 'blue' },
  { value: 'advises', color: 'cyan' },
  { value: 'blocks', color: 'orange' },
  { value: 'opensDoors', color: 'gray' },
] as const satisfies readonly ChoiceOption[];

const attitudes = [
  { value: 'supports', color: 'green' },
  { value: 'neutral', color: 'gray' },
  { value: 'against', color: 'red' },
] as const satisfies readonly ChoiceOption[];

/** A human being, with or without a company. What is known beyond the address book stays out of sight until it is filled. */
export const person = defineNoun({
  name: 'person',
  plural: 'people',
  title: 'name',
  icon: 'user',
  matchBy: ['emails', 'phones'],
  createdByImport: true,
  duplicates: ['emails', 'phones', 'name'],
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
    ...firstSourceFields,
    birthday: date({ yearly: true }),
    address: address(),
    description: longText({ search: true }),
    files: files(),
    ...contactFields('person'),
    tags: links({ to: 'tag', hidden: true, badges: 'L' }),
    groups: links({ to: 'group', hidden: true, badges: 'G' }),
    language: choice({ hidden: true, open: true, extensible: true, options: languages }),
    preferredChannel: choice({ hidden: true, extensible: true, options: channels }),
    contactHours: text({ hidden: true, maxLength: 200 }),
    /** Handles, as addresses: `https://t.me/anna`. */
    profiles: urls({ hidden: true, search: true }),
    interests: choices({ hidden: true, extensible: true, options: interests }),
    gender: choice({ hidden: true, options: [{ value: 'female' }, { value: 'male' }, { value: 'other' }] }),
    means: choice({ hidden: true, extensible: true, options: means }),
    reportsTo: relation({ to: 'person', hidden: true }),
    /** What the person is to the buying decision, what they think of it, and how much they weigh. */
    decisionRole: choice({ hidden: true, extensible: true, options: decisionRoles }),
    attitude: choice({ hidden: true, options: attitudes }),
    influence: rating({ hidden: true }),
    /** What others are to this person; each of them has this one in the opposite role. */
    relations: links({
      to: 'person',
      hidden: true,
      roles: [
        'parent',
        'child',
        'spouse',
        'sibling',
        'relative',
        'friend',
        'colleague',
        'assistant',
        'assisted',
        'recommendedBy',
        'recommended',
      ],
      opposites: { parent: 'child', assistant: 'assisted', recommendedBy: 'recommended' },
    }),
    needs: longText({ hidden: true, search: true }),
    habits: longText({ hidden: true, search: true }),
  },
});
