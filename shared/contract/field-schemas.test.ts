import { describe, expect, it } from 'vitest';
import * as field from '../nouns/field.ts';
import { defineNoun } from '../nouns/noun.ts';
import { parseInput } from './field-errors.ts';
import { createSchema, patchSchema, recordSchema, updateSchema } from './field-schemas.ts';

const ararat = '0190b6f0-0000-7000-8000-0000000000c1';
const anahit = '0190b6f0-0000-7000-8000-00000000000a';
const deal = defineNoun({
  ...{ name: 'deal', plural: 'deals', title: 'name', icon: 'coin' },
  fields: {
    name: field.text({ required: true, maxLength: 20 }),
    notes: field.longText(),
    site: field.text({ format: 'url' }),
    color: field.text({ format: 'color' }),
    zone: field.text({ format: 'timeZone' }),
    probability: field.number({ min: 0, max: 100, scale: 1, default: 50 }),
    config: field.json(),
    place: field.location(),
    story: field.richText(),
    discount: field.percent({ min: 0 }),
    stars: field.rating(),
    links: field.urls(),
    amount: field.money(),
    closesOn: field.date(),
    calledAt: field.datetime(),
    urgent: field.boolean({ default: false }),
    status: field.choice({ options: [{ value: 'open' }, { value: 'won' }], default: 'open', required: true }),
    source: field.choice({ options: [{ value: 'web' }], open: true }),
    kinds: field.choices({ options: [{ value: 'customer' }, { value: 'partner' }] }),
    emails: field.emails(),
    phones: field.phones(),
    contact: field.personName(),
    address: field.address(),
    owner: field.member({ required: true, defaultToActor: true }),
    company: field.relation({ to: 'company' }),
    people: field.links({ to: 'person' }),
    number: field.text({ readOnly: true }),
  },
});
const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)]);
const create = (values: object) => parseInput(createSchema(deal), { name: 'Solar roof', ...values });
const normalOf = (name: string, value: unknown) => create({ [name]: value })[name];
const faultOf = (name: string, value: unknown) => {
  try {
    return { taken: normalOf(name, value) };
  } catch (error) {
    return (error as { fields: readonly { path: string; code: string }[] }).fields
      .map((one) => `${one.path} ${one.code}`)
      .join();
  }
};

describe('a value is brought into its normal form', () => {
  it.each([
    ['name', '  Solar roof ', 'Solar roof'],
    ['notes', 'one\ntwo', 'one\ntwo'],
    ['notes', '', null],
    ['site', 'ararat.am', 'https://ararat.am'],
    ['site', 'http://ararat.am:8080/a?b=c', 'http://ararat.am:8080/a?b=c'],
    ['site', '', null],
    ['color', '#FF8800', '#FF8800'],
    ['zone', 'Asia/Tbilisi', 'Asia/Tbilisi'],
    ['probability', 33.333, 33.3],
    ['config', { b: [1, null, ''], a: {} }, { b: [1, null, ''], a: {} }],
    ['config', ' {"plan": "gold"} ', { plan: 'gold' }],
    ['config', '', null],
    ['config', [], []],
    ['place', { latitude: 40.17720049, longitude: -0.00000001 }, { latitude: 40.1772, longitude: 0 }],
    ['place', { latitude: -90, longitude: 180, label: ' South ' }, { latitude: -90, longitude: 180, label: 'South' }],
    ['story', '  ', null],
    ['discount', 12.345, 12.35],
    ['stars', 5, 5],
    ['links', ['ararat.am', 'https://ararat.am'], [{ address: 'https://ararat.am' }]],
    [
      'links',
      [{ address: 'info@ararat.am', label: 'office' }],
      [{ address: 'mailto:info@ararat.am', label: 'office' }],
    ],
    ['links', ['tel:+374 91 12-34-56'], [{ address: 'tel:+3749112-34-56' }]],
    ['amount', { amount: '1054', currency: 'EUR' }, { amount: '1054.00', currency: 'EUR' }],
    ['amount', { amount: 1054.5, currency: 'eur' }, { amount: '1054.50', currency: 'EUR' }],
    ['amount', { amount: 0.1 + 0.2, currency: 'EUR' }, { amount: '0.30', currency: 'EUR' }],
    ['amount', { amount: '007.12500', currency: 'EUR' }, { amount: '7.125', currency: 'EUR' }],
    ['amount', { amount: '-0', currency: 'EUR' }, { amount: '0.00', currency: 'EUR' }],
    ['amount', { amount: '-12.3', currency: 'AMD' }, { amount: '-12.30', currency: 'AMD' }],
    ['closesOn', '2024-02-29', '2024-02-29'],
    ['calledAt', '2026-03-01T10:00:00+04:00', '2026-03-01T06:00:00.000Z'],
    ['urgent', true, true],
    ['status', 'won', 'won'],
    ['source', 'trade fair', 'trade fair'],
    ['kinds', ['partner', 'customer', 'partner'], ['partner', 'customer']],
    ['kinds', null, []],
    ['emails', ['Anahit@Ararat.am', { address: 'anahit@ararat.am' }], [{ address: 'Anahit@Ararat.am' }]],
    ['emails', [{ address: 'a@b.am', label: 'work' }], [{ address: 'a@b.am', label: 'work' }]],
    ['phones', ['+374 91 123456'], [{ number: '+37491123456', original: '+374 91 123456' }]],
    [
      'phones',
      [{ number: '091 12-34-56', label: 'mobile' }],
      [{ number: '091123456', original: '091 12-34-56', label: 'mobile' }],
    ],
    [
      'phones',
      [{ number: '+37491123456', original: '(+374) 91-123456' }],
      [{ number: '+37491123456', original: '(+374) 91-123456' }],
    ],
    [
      'contact',
      { given: ' Anahit ', family: 'Petrosyan', middle: null, prefix: '' },
      { given: 'Anahit', family: 'Petrosyan' },
    ],
    ['contact', { given: '', family: null }, null],
    ['address', { city: 'Երևան', country: 'AM' }, { city: 'Երևան', country: 'AM' }],
    ['company', ararat.toUpperCase(), ararat],
    ['company', { id: ararat, label: 'Ararat Trade' }, ararat],
    ['company', null, null],
    [
      'people',
      [anahit, { id: ararat, role: 'buyer', label: 'x' }, anahit],
      [{ id: anahit }, { id: ararat, role: 'buyer' }],
    ],
    ['externalId', 'A-17', 'A-17'],
  ])('%s: %j becomes %j', (name, given, normal) => {
    expect(normalOf(name, given)).toEqual(normal);
  });
});

describe('a value that is none of its kind is refused', () => {
  it.each([
    ['name', ' ', 'name required'],
    ['name', 'x'.repeat(21), 'name tooLong'],
    ['name', 'a\0b', 'name invalidCharacter'],
    ['notes', '\ud800', 'notes invalidCharacter'],
    ['site', 'javascript:alert(1)', 'site notAUrl'],
    ['site', 'two words.am', 'site notAUrl'],
    ['color', 'url(x)', 'color notAColor'],
    ['links', ['javascript:alert(1)'], 'links.0 notAUrl'],
    ['links', ['data:text/html,<script>alert(1)</script>'], 'links.0 notAUrl'],
    ['links', ['java\tscript:alert(1)'], 'links.0 notAUrl'],
    ['links', ['file:///etc/passwd'], 'links.0 notAUrl'],
    ['links', ['mailto:nobody'], 'links.0 notAUrl'],
    ['links', ['tel:javascript'], 'links.0 notAUrl'],
    ['config', '{"plan": ', 'config notJson'],
    ['config', 'gold', 'config notJson'],
    ['config', 12, 'config notJson'],
    ['config', '"gold"', 'config notJson'],
    ['config', nested(17), 'config tooDeep'],
    ['config', ['x'.repeat(100_000)], 'config tooLong'],
    ['config', { 'a\0': 1 }, 'config invalidCharacter'],
    ['config', ['\ud800'], 'config invalidCharacter'],
    ['place', { latitude: 91, longitude: 0 }, 'place.latitude tooLarge'],
    ['place', { latitude: 0, longitude: -181 }, 'place.longitude tooSmall'],
    ['place', { latitude: 0 }, 'place.longitude required'],
    ['place', { latitude: 0, longitude: 0, height: 3 }, 'place.height unknownProperty'],
    ['story', 'x'.repeat(400_001), 'story tooLong'],
    ['discount', -1, 'discount tooSmall'],
    ['stars', 6, 'stars tooLarge'],
    ['stars', 0, 'stars tooSmall'],
    ['stars', 2.5, 'stars notAnInteger'],
    ['zone', "UTC'; drop table", 'zone notATimeZone'],
    ['probability', 101, 'probability tooLarge'],
    ['probability', '50', 'probability notANumber'],
    ['probability', Number.NaN, 'probability notANumber'],
    ['amount', '10', 'amount notAnObject'],
    ['amount', { amount: '10' }, 'amount.currency required'],
    ['amount', { amount: 'ten', currency: 'EUR' }, 'amount.amount notAnAmount'],
    ['amount', { amount: '1e3', currency: 'EUR' }, 'amount.amount notAnAmount'],
    ['amount', { amount: 1e20, currency: 'EUR' }, 'amount.amount notAnAmount'],
    ['amount', { amount: '1.00001', currency: 'EUR' }, 'amount.amount tooManyDecimals'],
    ['amount', { amount: '1', currency: 'XXZ' }, 'amount.currency notACurrency'],
    ['amount', { amount: '1', currency: 'EUR', rate: 2 }, 'amount.rate unknownProperty'],
    ['closesOn', '2023-02-29', 'closesOn notADate'],
    ['closesOn', '0000-01-01', 'closesOn notADate'],
    ['closesOn', '01-03-17', 'closesOn notADate'],
    ['calledAt', '2026-03-01T10:00:00', 'calledAt notADatetime'],
    ['urgent', 'yes', 'urgent notABoolean'],
    ['status', 'lost', 'status notAnOption'],
    ['status', null, 'status required'],
    ['kinds', ['enemy'], 'kinds.0 notAnOption'],
    ['emails', ['anahit'], 'emails.0 notAnEmail'],
    ['emails', [{ address: 'a@b' }], 'emails.0.address notAnEmail'],
    ['emails', 'a@b.am', 'emails notAList'],
    ['phones', ['call me'], 'phones.0 notAPhone'],
    ['contact', { first: 'Anahit' }, 'contact.first unknownProperty'],
    ['owner', 'anahit', 'owner notAnId'],
    ['owner', null, 'owner required'],
    ['company', { label: 'Ararat' }, 'company.id required'],
    ['people', [{ id: anahit, rights: 'all' }], 'people.0.rights unknownProperty'],
    ['number', 'D-1', 'number readOnly'],
    ['id', ararat, 'id readOnly'],
    ['version', 3, 'version readOnly'],
    ['createdAt', '2020-01-01T00:00:00Z', 'createdAt readOnly'],
    ['createdBy', anahit, 'createdBy readOnly'],
    ['deletedAt', null, 'deletedAt readOnly'],
    ['workspaceId', '1', 'workspaceId unknownProperty'],
  ])('%s: %j is %s', (name, given, fault) => {
    expect(faultOf(name, given)).toBe(fault);
  });
});

describe('creating', () => {
  it('wants what is required and fills in what has a default', () => {
    expect(create({})).toEqual({ name: 'Solar roof', probability: 50, urgent: false, status: 'open' });
    expect(() => parseInput(createSchema(deal), {})).toThrowError(
      expect.objectContaining({ fields: [{ path: 'name', code: 'required' }] }),
    );
  });

  it('takes an emptied value over a default', () => {
    expect(create({ probability: null })).toMatchObject({ probability: null });
  });
});

describe('changing', () => {
  it('takes only what is given, without defaults', () => {
    expect(parseInput(patchSchema(deal), {})).toEqual({});
    expect(parseInput(patchSchema(deal), { amount: null, notes: 'x' })).toEqual({ amount: null, notes: 'x' });
  });

  it.each(['name', 'status', 'owner'])('never empties the required %s', (name) => {
    expect(() => parseInput(patchSchema(deal), { [name]: null })).toThrowError(
      expect.objectContaining({ fields: [{ path: name, code: 'required' }] }),
    );
  });

  it('in a batch names the record and its version', () => {
    const update = { id: ararat, version: 2, notes: 'x' };
    expect(parseInput(updateSchema(deal), update)).toEqual(update);
    expect(() => parseInput(updateSchema(deal), { notes: 'x' })).toThrowError();
  });
});

describe('a record as answered', () => {
  const record = {
    id: ararat,
    version: 1,
    name: 'Solar roof',
    company: { id: ararat, label: 'Ararat' },
    kinds: [],
    amount: null,
  };

  it('may leave fields out, never carry more than is declared', () => {
    expect(recordSchema(deal).safeParse(record).success).toBe(true);
    expect(recordSchema(deal).safeParse({ ...record, search: 'solar roof' }).success).toBe(false);
    expect(recordSchema(deal).safeParse({ ...record, name: null }).success).toBe(false);
  });

  it('is described once for a noun', () => {
    expect(recordSchema(deal)).toBe(recordSchema(deal));
    expect(createSchema(deal)).toBe(createSchema(deal));
  });
});
