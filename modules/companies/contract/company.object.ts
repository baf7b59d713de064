import { contactFields } from '../../../shared/nouns/contact-fields.ts';
import {
  address,
  choice,
  choices,
  date,
  emails,
  files,
  links,
  longText,
  member,
  money,
  number,
  percent,
  phones,
  relation,
  text,
  urls,
} from '../../../shared/nouns/field.ts';
import { firstSourceFields } from '../../../shared/nouns/first-source-fields.ts';
import { defineNoun } from '../../../shared/nouns/noun.ts';
import { acquisitionSources, lifecyclePhases } from '../../../shared/nouns/options.ts';

const isCompetitor = { field: 'kinds', op: 'is', value: 'competitor' } as const;
const isOwn = { field: 'kinds', op: 'is', value: 'own' } as const;

/** An organisation of any kind the workspace deals with. */
export const company = defineNoun({
  name: 'company',
  plural: 'companies',
  title: 'name',
  icon: 'building',
  matchBy: ['name'],
  createdByImport: true,
  duplicates: ['taxId', 'registrationNumber', 'emails', 'phones', 'website', 'name'],
  listFields: ['name', 'kinds', 'lifecycle', 'industry', 'address', 'phones', 'owner', 'updatedAt'],
  lookups: [['owner', 'contactDueOn']],
  fields: {
    name: text({ required: true, search: true, maxLength: 300 }),
    kinds: choices({
      extensible: true,
      options: [
        { value: 'customer', color: 'teal' },
        { value: 'prospect', color: 'blue' },
        { value: 'supplier', color: 'grape' },
        { value: 'contractor', color: 'violet' },
        { value: 'partner', color: 'indigo' },
        { value: 'agent', color: 'cyan' },
        { value: 'dealer', color: 'lime' },
        { value: 'competitor', color: 'red' },
        { value: 'own', color: 'yellow' },
        { value: 'other', color: 'gray' },
      ],
    }),
    lifecycle: choice({ extensible: true, options: lifecyclePhases }),
    industry: choice({
      extensible: true,
      open: true,
      options: [
        { value: 'technology' },
        { value: 'software' },
        { value: 'telecommunications' },
        { value: 'medical' },
        { value: 'retail' },
        { value: 'wholesale' },
        { value: 'manufacturing' },
        { value: 'construction' },
        { value: 'realEstate' },
        { value: 'finance' },
        { value: 'insurance' },
        { value: 'education' },
        { value: 'employment' },
        { value: 'marketing' },
        { value: 'entertainment' },
        { value: 'services' },
        { value: 'tourism' },
        { value: 'transport' },
        { value: 'agriculture' },
        { value: 'energy' },
        { value: 'government' },
      ],
    }),
    category: relation({ to: 'category', hidden: true }),
    owner: member({ defaultToActor: true }),
    parent: relation({ to: 'company' }),
    /** What other companies are to this one; each of them has this one in the opposite role. */
    relations: links({
      to: 'company',
      hidden: true,
      roles: ['partner', 'competitor', 'supplier', 'buyer', 'contractor', 'principal', 'recommendedBy', 'recommended'],
      opposites: { supplier: 'buyer', contractor: 'principal', recommendedBy: 'recommended' },
    }),
    website: text({ format: 'url', search: true, maxLength: 500 }),
    emails: emails({ search: true }),
    phones: phones({ search: true }),
    address: address(),
    profiles: urls({ hidden: true, search: true }),
    source: choice({ open: true, extensible: true, options: acquisitionSources }),
    ...firstSourceFields,
    foundedYear: number({ scale: 0, min: 1000, max: 9999 }),
    annualRevenue: money(),
    employees: number({ scale: 0, min: 0 }),
    legalName: text({ search: true, maxLength: 300 }),
    taxId: text({ search: true, maxLength: 40 }),
    registrationNumber: text({ search: true, maxLength: 40 }),
    bankName: text({ maxLength: 200 }),
    bankAccount: text({ search: true, maxLength: 40 }),
    bankCode: text({ maxLength: 20 }),
    description: longText({ search: true }),
    files: files(),
    /** The terms agreed with this client. */
    discount: percent({ hidden: true, min: 0, max: 100 }),
    priceList: text({ hidden: true, maxLength: 200 }),
    paymentDays: number({ hidden: true, scale: 0, min: 0, max: 3650 }),
    ...contactFields('company'),
    /** The day on which somebody should have had a word with them, by the norm of their category; thirty days without one. */
    contactDueOn: date({
      readOnly: true,
      hidden: true,
      computed: { formula: 'addDays(coalesce(lastContactAt, createdAt), coalesce(category.contactDays, 30))' },
    }),
    tags: links({ to: 'tag', hidden: true, badges: 'L' }),
    groups: links({ to: 'group', hidden: true, badges: 'G' }),
    /** Of a competitor. */
    strengths: longText({ hidden: true, search: true, visibleWhen: isCompetitor }),
    weaknesses: longText({ hidden: true, search: true, visibleWhen: isCompetitor }),
    /** Of a legal entity of ours: how the numbers of its contracts and invoices are written. */
    contractNumbering: text({ hidden: true, format: 'numbering', maxLength: 60, visibleWhen: isOwn }),
    invoiceNumbering: text({ hidden: true, format: 'numbering', maxLength: 60, visibleWhen: isOwn }),
    /** The tax that is on what it sells, in percent. */
    taxRate: percent({ hidden: true, min: 0, max: 100, visibleWhen: isOwn }),
    /** What brought the client and what they look for. */
    needs: longText({ hidden: true, search: true }),
  },
});
