import { describe, expect, it } from 'vitest';
import { choice, choices, emails, links, member, money, personName, relation, text } from '../../shared/nouns/field.ts';
import { defineNoun, type Noun } from '../../shared/nouns/noun.ts';
import { desiredSchema } from './desired-schema.ts';
import { literal, quote, snakeCase } from './names.ts';
import { createRegistry, nounsOf, targetOf } from './registry.ts';
import { storageOf } from './storage.ts';

const declare = (fields: Noun['fields'], more: Partial<Noun> = {}): Noun =>
  defineNoun({
    name: 'truck',
    plural: 'trucks',
    title: 'name',
    icon: 'truck',
    rights: 'work',
    ...more,
    fields: { name: text(), ...fields },
  });
const memberNoun = declare({}, { name: 'member', plural: 'members' });
const registryOf = (...nouns: readonly Noun[]) => createRegistry([{ name: 'fleet', nouns: [memberNoun, ...nouns] }]);

describe('a noun', () => {
  it.each([
    ['a title that is no field', () => declare({}, { title: 'label' }), 'title field "label" is not declared'],
    ['a name that is no word', () => declare({ 'licence-plate': text() }), '"licence-plate" is not a camelCase name'],
    ['a field every noun has', () => declare({ createdAt: text() }), '"createdAt" is a field every noun has'],
    ['the id', () => declare({ id: text() }), '"id" is a field every noun has'],
    ['the version', () => declare({ version: text() }), '"version" is a field every noun has'],
    ['the search text', () => declare({ search: text() }), '"search" is a field every noun has'],
    ['a list of what is not there', () => declare({}, { listFields: ['colour'] }), 'field "colour" is not declared'],
    ['a key of what is not there', () => declare({}, { matchBy: ['colour'] }), 'field "colour" is not declared'],
    [
      'a look-up of what is not there',
      () => declare({}, { lookups: [['name', 'colour']] }),
      'field "colour" is not declared',
    ],
    ['a parent that is not there', () => declare({}, { parent: 'garage' }), 'field "garage" is not declared'],
  ])('does not declare %s', (_name, make, message) => {
    expect(make).toThrow(message);
  });
});

describe('a registry', () => {
  it.each([
    ['two nouns of one name', [declare({}), declare({}, { plural: 'lorries' })], 'Declared twice: truck'],
    ['two nouns of one plural', [declare({}), declare({}, { name: 'lorry' })], 'Declared twice: trucks'],
    [
      'a noun nobody has rights to',
      [{ ...declare({}), rights: undefined } as unknown as Noun],
      'Noun truck has no policy',
    ],
    ['a pointer at nothing', [declare({ garage: relation({ to: 'garage' }) })], 'garage points at unknown noun garage'],
    ['links to nothing', [declare({ garages: links({ to: 'garage' }) })], 'garages points at unknown noun garage'],
    [
      'two fields in one column',
      [declare({ price: money(), priceCurrency: text() })],
      'Declared twice: column trucks.price_currency',
    ],
    [
      'a part of a name beside it',
      [declare({ driver: personName(), driverGiven: text() })],
      'column trucks.driver_given',
    ],
    ['the first e-mail beside them', [declare({ post: emails(), postFirst: text() })], 'column trucks.post_first'],
    [
      'links in the table of another noun',
      [declare({ crew: links({ to: 'member' }) }), declare({}, { name: 'crew', plural: 'trucks-crew' })],
      'Declared twice: table trucks_crew',
    ],
  ])('refuses %s', (_name, nouns, message) => {
    expect(() => registryOf(...nouns)).toThrow(message);
  });

  it('finds nouns by name and by plural, and says of what nobody declared that it is unknown', () => {
    const truck = declare({ keeper: member(), garage: relation({ to: 'truck' }) });
    const registry = registryOf(truck);
    expect([registry.getNoun('truck'), registry.findNounByPlural('trucks')]).toEqual([truck, truck]);
    expect([
      registry.findNoun('lorry'),
      registry.findNoun('constructor'),
      registry.findNounByPlural('__proto__'),
    ]).toEqual([null, null, null]);
    expect(() => registry.getNoun('lorry')).toThrow(expect.objectContaining({ status: 404, code: 'unknownNoun' }));
    expect(() => registry.getPolicy(declare({}, { name: 'lorry' }))).toThrow('Noun lorry has no policy');
    const targets = ['keeper', 'garage', 'name'].map((name) => targetOf(registry, truck.fields[name] ?? text())?.name);
    expect(targets).toEqual(['member', 'truck', undefined]);
  });

  it('takes the nouns out of what a door exports, and nothing else', () => {
    const truck = declare({});
    expect(nounsOf({ truck, endpoint: { path: '/x' }, text: 'plural', nothing: null, makes: () => truck })).toEqual([
      truck,
    ]);
  });
});

describe('names', () => {
  it('become snake case, and identifiers that are none of ours are refused', () => {
    expect(['licencePlate', 'deal-lines', 'x2Y', 'name'].map(snakeCase)).toEqual([
      'licence_plate',
      'deal_lines',
      'x2_y',
      'name',
    ]);
    for (const wrong of ['a b', 'a"b', '', '1a', 'Name', "a'; drop table x; --", 'имя', 'a.b'])
      expect(() => quote(wrong)).toThrow('Not an identifier');
    expect(quote('licence_plate')).toBe('"licence_plate"');
    expect(literal("o'neil")).toBe("'o''neil'");
  });

  it('of indexes of two tables are kept apart', () => {
    const one = declare({ partsName: text() });
    const other = declare({}, { name: 'part', plural: 'trucks-parts' });
    expect(() => desiredSchema(registryOf(one, other))).toThrow('Declared twice: index or key trucks_parts_name_idx');
  });

  it('of indexes and keys stay within what PostgreSQL keeps of a name, and apart', () => {
    const long = 'a'.repeat(40);
    const truck = declare(
      { [`${long}One`]: text({ unique: true }), [`${long}Two`]: text(), keeper: member() },
      { plural: 'trucks-of-the-whole-world' },
    );
    const tables = desiredSchema(registryOf(truck));
    const names = tables.flatMap((table) => [...table.indexes.keys(), ...table.constraints.keys()]);
    expect(names.filter((name) => name.length > 60)).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(20);
  });
});

describe('what a field lies in', () => {
  it('is emptied whole, and an empty list or text is nothing', () => {
    expect(storageOf(money()).write(null, 'price')).toEqual({ price: null, price_currency: null });
    expect(storageOf(choices({ options: [] })).write([], 'kinds')).toEqual({ kinds: null });
    expect(storageOf(emails()).write([], 'post')).toEqual({ post: null, post_first: null });
    expect(storageOf(personName()).write({ given: '', family: 'Sargsyan' }, 'name')).toEqual({
      ...{ name: 'Sargsyan', name_given: null, name_middle: null, name_family: 'Sargsyan', name_prefix: null },
    });
    expect(storageOf(links({ to: 'member' })).columns('crew', links({ to: 'member' }))).toEqual([]);
  });
});

it('what starts as another choice has its options as the workspace names them, and keeps its own', () => {
  const options = [{ value: 'fair' }, { value: 'web' }];
  const truck = declare({
    source: choice({ extensible: true, options }),
    firstSource: choice({ startsAs: 'source', options: [...options, { value: 'once' }] }),
  });
  const named = { value: 'web', label: { en: 'Our site' } };
  const added = { value: 'radio', label: { en: 'Radio' }, color: 'blue' } as const;
  const setting = { noun: 'truck', field: 'source', version: 1, definition: { options: [named, added] } };
  const registry = createRegistry([{ name: 'fleet', nouns: [memberNoun, truck] }], {
    nouns: [],
    fields: [],
    fieldSettings: [setting],
  });
  const { firstSource } = registry.getNoun('truck').fields;
  expect(firstSource).toMatchObject({ options: [{ value: 'fair' }, named, { value: 'once' }, added] });
});
