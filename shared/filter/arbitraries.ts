import fc from 'fast-check';
import type { Area } from '../geo/location.ts';
import { richTextOf } from '../text/rich-text.ts';
import { type FieldPath, partsOf, resolvePath } from './field-path.ts';
import type { Condition, Filter, FilterContext, FilterValue, Operator, RelativeDay } from './filter.ts';
import { operatorsOf } from './operators-of.ts';
import { findSampleNoun, sampleCompanies, sampleMembers, sampleNoun } from './sample.ts';

/**
 * Test support: records and filters of the sample noun. Values come from small pools, so that conditions meet them; the
 * pools hold what breaks comparisons: case pairs of four scripts, LIKE's own characters, months' ends, clock changes.
 */
const words = [
  'Acme',
  'ACME',
  'acme corp',
  'Иванов',
  'ивановна',
  'Հայկ',
  'ՀԱՅԿ',
  'გიორგი',
  '100%',
  'a_b',
  'c\\d',
  "O'Neil",
  'Straße',
  'İzmir',
  'ΣΑΣ',
];
const numbers = [-1, 0, 0.1, 1, 2.5, 1000, 1e15];
const amounts = ['-5.00', '0.00', '0.10', '10.00', '10.005', '1054.00', '999999999999999.99'];
const dates = ['2023-12-31', '2024-01-01', '2024-02-29', '2024-03-10', '2024-03-31', '2024-04-01', '2017-03-01'];
const instants = [
  '2024-03-09T19:59:59.999Z',
  '2024-03-09T20:00:00.000Z',
  '2024-03-10T20:00:00.000Z',
  '2024-03-30T22:00:00.000Z',
  '2024-03-31T21:00:00.000Z',
  '2024-01-01T00:00:00.000Z',
];
const choices = ['email', 'phone', 'visit'];
const addresses = ['anna@example.com', 'Hayk@Example.AM', 'иван@пример.рф'];
const phones = [
  { number: '+37491123456', original: '+374 91 12-34-56' },
  { number: '+359888123456', original: '0888 123 456' },
  { number: '12345', original: 'ext. 12345' },
];
const pages = [
  'https://acme.example/ИВАНОВ?a="b',
  'mailto:anna@example.com',
  'tel:+37491123456',
  'http://c.example/d\\e',
];
const latitudes = [40.177201, 42.5, -17.7, 89.999, -90, 0];
const longitudes = [44.512602, 43.9, 179.999, -179.998, 0];
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const ids = [...sampleCompanies, ...sampleMembers].map(({ id }) => id);

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 3 });
const word = fc.constantFrom(...words);
const someOf = <T>(values: readonly T[]) => fc.uniqueArray(fc.constantFrom(...values), { maxLength: 3 });
const addressed = (chosen: readonly string[]) => chosen.map((address) => ({ address }));
const reference = <R extends { id: string }>(pool: readonly R[]) =>
  maybe(fc.constantFrom(...pool).map((record) => ({ id: record.id, record })));
const filledParts = (names: readonly string[]) =>
  maybe(
    fc
      .subarray([...names], { minLength: 1 })
      .chain((chosen) => fc.record(Object.fromEntries(chosen.map((name) => [name, word])))),
  );

const reply = fc.record({
  id: fc.uuid({ version: 7 }),
  text: maybe(word),
  company: reference(sampleCompanies),
  minutes: maybe(fc.constantFrom(...numbers)),
});

/** A record of the sample noun as its JSON, pointers with the whole record they point at under `record`, its children. */
export const sampleRecord = fc.record({
  id: fc.uuid({ version: 7 }),
  createdAt: fc.constantFrom(...instants),
  subject: maybe(word),
  details: maybe(word),
  story: maybe(word.map(richTextOf)),
  remark: maybe(
    fc
      .tuple(word, word)
      .map(([one, other]) => `<ul><li>${richTextOf(one)}</li><li><strong>${escaped(other)}</strong></li></ul>`),
  ),
  config: maybe(
    fc.oneof(
      fc.record({ a: word, b: fc.array(fc.constantFrom(...numbers), { maxLength: 2 }) }),
      fc.constant({}),
      fc.constant([]),
    ),
  ),
  spot: maybe(
    fc.record(
      { latitude: fc.constantFrom(...latitudes), longitude: fc.constantFrom(...longitudes), label: word },
      { requiredKeys: ['latitude', 'longitude'] },
    ),
  ),
  number: maybe(word),
  score: maybe(fc.constantFrom(...numbers)),
  discount: maybe(fc.constantFrom(-1, 0, 0.1, 12.5, 100)),
  stars: maybe(fc.integer({ min: 1, max: 5 })),
  budget: maybe(fc.record({ amount: fc.constantFrom(...amounts), currency: fc.constantFrom('EUR', 'AMD') })),
  dueDate: maybe(fc.constantFrom(...dates)),
  birthday: maybe(fc.constantFrom(...dates, '2016-02-29', '2015-02-28')),
  receivedAt: maybe(fc.constantFrom(...instants)),
  urgent: maybe(fc.boolean()),
  source: maybe(fc.constantFrom(...choices)),
  channels: someOf(choices),
  emails: someOf(addresses).map(addressed),
  phones: someOf(phones),
  pages: someOf(pages).map(addressed),
  mirrors: someOf(pages).map(addressed),
  papers: someOf(words).map((names) =>
    names.map((name, index) => ({ id: ids[index] ?? '', name, type: 'text/plain', size: 1, version: 1 })),
  ),
  contactName: filledParts(['given', 'middle', 'family', 'prefix']),
  place: filledParts(['street', 'city', 'region', 'postalCode', 'country']),
  owner: reference(sampleMembers),
  company: reference(sampleCompanies),
  about: maybe(
    fc.oneof(
      fc.constantFrom(...sampleCompanies).map(({ id }) => ({ noun: 'company', id })),
      fc.constantFrom(...sampleMembers).map(({ id }) => ({ noun: 'member', id })),
    ),
  ),
  partners: someOf(sampleCompanies.map(({ id }) => ({ id }))),
  reply: fc.array(reply, { maxLength: 2 }),
});

/** Who asks, where and when. */
export const sampleContext: fc.Arbitrary<FilterContext> = fc.record({
  memberId: maybe(fc.constantFrom(...sampleMembers.map(({ id }) => id))),
  teamMemberIds: someOf(sampleMembers.map(({ id }) => id)),
  today: fc.constantFrom(...dates),
  timeZone: fc.constantFrom('Asia/Yerevan', 'Europe/Sofia', 'UTC', 'America/New_York'),
});

const relatedPaths = ['company.name', 'company.industry', 'company.employees', 'company.address.city', 'owner.name'];
const childPaths = ['reply.text', 'reply.company', 'reply.minutes'];
const paths = [
  'id',
  'createdAt',
  ...Object.entries(sampleNoun.fields).flatMap(([name, field]) => [
    name,
    ...partsOf(field).map((part) => `${name}.${part}`),
  ]),
  ...relatedPaths,
  ...childPaths,
];

const text = fc.oneof(
  word,
  word.map((value) => [...value].slice(1, 3).join('') || value),
  fc.constantFrom('%', '_', '\\', 'e'),
);
const relativeDay: fc.Arbitrary<RelativeDay> = fc.record(
  {
    from: fc.constantFrom('today', 'startOfWeek', 'startOfMonth', 'startOfQuarter', 'startOfYear'),
    plus: fc.integer({ min: -3, max: 3 }),
    unit: fc.constantFrom('day', 'week', 'month', 'quarter', 'year'),
  },
  { requiredKeys: ['from'] },
);
const day = fc.oneof(fc.constantFrom(...dates), relativeDay);
const id = fc.oneof(fc.constantFrom(...ids), fc.constant('@me'));

type ScalarValue = string | number | RelativeDay | Area;
const scalars: Readonly<Record<Exclude<FieldPath['kind'], 'boolean'>, fc.Arbitrary<ScalarValue>>> = {
  id,
  member: id,
  relation: id,
  links: id,
  text,
  address: text,
  location: fc.record({
    latitude: fc.constantFrom(...latitudes),
    longitude: fc.constantFrom(...longitudes),
    kilometres: fc.constantFrom(0.5, 60, 900, 9000, 20_038),
  }),
  json: fc.oneof(text, fc.constantFrom('a: ', 'b: 0', '{}', '[]')),
  emails: fc.oneof(fc.constantFrom(...addresses), fc.constantFrom('EXAMPLE', '.am', 'ПРИМЕР')),
  urls: fc.oneof(fc.constantFrom(...pages), fc.constantFrom('HTTPS://', 'иванов', '"', '\\', 'd')),
  files: text,
  phones: fc.oneof(fc.constantFrom('+37491123456', '0888 123 456', '12', '91 1', 'EXT')),
  choice: fc.constantFrom(...choices, 'retail', 'software', 'company', 'member'),
  choices: fc.constantFrom(...choices),
  number: fc.oneof(fc.constantFrom(...numbers), fc.constantFrom(...amounts)),
  date: day,
  anniversary: day,
  years: fc.constantFrom(-1, 0, 0.5, 1, 2, 7, 1e15),
  datetime: fc.oneof(day, fc.constantFrom(...instants, '2024-03-10T00:00:00+04:00')),
};

/** Any condition the sample noun allows. */
export const sampleCondition: fc.Arbitrary<Condition> = fc.constantFrom(...paths).chain((field) => {
  const path = resolvePath(sampleNoun, field, findSampleNoun);
  if (!path) throw new Error(`The sample noun has no path ${field}`);
  return fc.constantFrom(...operatorsOf(path.kind)).chain((op) => conditionOf(field, op, path));
});

function conditionOf(field: string, op: Operator, { kind }: FieldPath): fc.Arbitrary<Condition> {
  if (op === 'isEmpty' || op === 'isNotEmpty') return fc.constant({ field, op });
  return filterValueOf(op, kind).map((value) => ({ field, op, value }));
}

function filterValueOf(op: Operator, kind: FieldPath['kind']): fc.Arbitrary<FilterValue> {
  if (op === 'isInTeamOf') return fc.constant('@me');
  if (kind === 'boolean') return fc.boolean();
  return op === 'isAnyOf' || op === 'isNoneOf'
    ? (fc.array(scalars[kind], { maxLength: 3 }) as fc.Arbitrary<FilterValue>)
    : scalars[kind];
}

const search = fc
  .oneof(word, fc.constantFrom('ivanov', 'hayk', 'giorgi', '0888', '91 12', 'example', ''))
  .chain((query) => fc.constantFrom({ search: query }, { search: query, near: true }));

/** A filter of the sample noun within the limits, up to three levels deep. */
export const sampleFilter: fc.Arbitrary<Filter> = fc.letrec<{ node: Filter }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', maxDepth: 3, withCrossShrink: true },
    { weight: 6, arbitrary: sampleCondition },
    { weight: 1, arbitrary: search },
    { weight: 1, arbitrary: fc.record({ all: fc.array(tie('node'), { maxLength: 3 }) }) },
    { weight: 1, arbitrary: fc.record({ any: fc.array(tie('node'), { maxLength: 3 }) }) },
    { weight: 1, arbitrary: fc.record({ not: tie('node') }) },
  ),
})).node;
