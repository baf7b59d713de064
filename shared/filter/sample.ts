import * as field from '../nouns/field.ts';
import { defineNoun, type Noun } from '../nouns/noun.ts';

/** Nouns with every kind of field, and a few records to point at: what filters are tested on, in memory and in SQL. */
const member = defineNoun({
  name: 'member',
  plural: 'members',
  title: 'name',
  icon: 'user',
  fields: { name: field.text({ required: true, search: true }) },
});

const company = defineNoun({
  name: 'company',
  plural: 'companies',
  title: 'name',
  icon: 'building',
  fields: {
    name: field.text({ required: true, search: true }),
    industry: field.choice({ options: [{ value: 'retail' }, { value: 'software' }, { value: 'medical' }] }),
    employees: field.number({ scale: 0 }),
    address: field.address(),
  },
});

const options = [{ value: 'email' }, { value: 'phone' }, { value: 'visit' }];

export const sampleNoun = defineNoun({
  name: 'inquiry',
  plural: 'inquiries',
  title: 'subject',
  icon: 'help',
  fields: {
    subject: field.text({ search: true }),
    details: field.longText({ search: true }),
    story: field.richText({ search: true }),
    remark: field.richText(),
    config: field.json(),
    spot: field.location(),
    number: field.autonumber({ numbering: 'Q-{0}', unique: false }),
    score: field.number(),
    discount: field.percent(),
    stars: field.rating(),
    budget: field.money(),
    dueDate: field.date(),
    birthday: field.date({ yearly: true }),
    receivedAt: field.datetime(),
    urgent: field.boolean(),
    source: field.choice({ options }),
    channels: field.choices({ options }),
    emails: field.emails({ search: true }),
    phones: field.phones({ search: true }),
    pages: field.urls({ search: true }),
    mirrors: field.urls(),
    papers: field.files(),
    contactName: field.personName({ search: true }),
    place: field.address({ search: true }),
    owner: field.member(),
    company: field.relation({ to: 'company' }),
    about: field.anyRelation(),
    partners: field.links({ to: 'company' }),
  },
});

/** A child of the sample noun. */
export const sampleChild = defineNoun({
  name: 'reply',
  plural: 'replies',
  title: 'text',
  icon: 'message',
  parent: 'inquiry',
  fields: {
    inquiry: field.relation({ to: 'inquiry', required: true, onDelete: 'follow' }),
    text: field.text({ search: true }),
    company: field.relation({ to: 'company' }),
    minutes: field.number(),
  },
});

export const sampleNouns: readonly Noun[] = [sampleNoun, company, member, sampleChild];

export const findSampleNoun = (name: string): Noun | null => sampleNouns.find((noun) => noun.name === name) ?? null;

const idOf = (kind: number, index: number) => `0190a000-0000-7000-8000-${kind}0000000000${index}`;

export const sampleMembers = ['Анна Петрова', 'Hayk', 'გიორგი'].map((name, index) => ({ id: idOf(1, index), name }));

export const sampleCompanies = [
  { name: 'Acme', industry: 'retail', employees: 12, address: { city: 'Sofia', country: 'BG' } },
  { name: 'ԱրմՍոֆթ', industry: 'software', employees: null, address: { city: 'Երևան' } },
  { name: 'Ромашка', industry: null, employees: 0, address: null },
].map((values, index) => ({ id: idOf(2, index), ...values }));
