import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleContext, sampleFilter, sampleRecord } from './arbitraries.ts';
import { checkFilter } from './check.ts';
import { matchesFilter } from './evaluate.ts';
import { resolvePath } from './field-path.ts';
import { type Condition, type Filter, type FilterContext, type FilterValue, filterSchema } from './filter.ts';
import { operatorsOf, oppositeOf } from './operators-of.ts';
import { findSampleNoun, sampleCompanies, sampleMembers, sampleNoun } from './sample.ts';

const [anna, hayk] = sampleMembers;
const [acme, armSoft] = sampleCompanies;
if (!anna || !hayk || !acme || !armSoft) throw new Error('The sample pool has lost its records');

const ctx: FilterContext = {
  memberId: anna.id,
  teamMemberIds: [anna.id],
  today: '2024-03-10',
  timeZone: 'Asia/Yerevan',
};
const inquiry = {
  id: '0190a000-0000-7000-8000-300000000001',
  subject: 'Ремонт Օհան',
  budget: { amount: '1054.00', currency: 'EUR' },
  score: 2.5,
  dueDate: '2024-03-10',
  receivedAt: '2024-03-10T19:59:59.999Z',
  urgent: false,
  source: 'email',
  channels: ['email', 'visit'],
  emails: [{ address: 'anna@example.com' }, { address: 'Office@Example.AM' }],
  phones: [{ number: '+37491123456', original: '(091) 12-34-56' }],
  contactName: { given: 'Hayk', family: 'Harutyunyan' },
  place: { city: 'Yerevan', country: 'AM' },
  owner: { id: anna.id, label: 'Анна', record: anna },
  company: { id: acme.id, record: acme },
  partners: [{ id: armSoft.id }],
};
const matches = (filter: Filter, record: Readonly<Record<string, unknown>> = inquiry, context = ctx) => {
  expect(checkFilter(filter, sampleNoun, findSampleNoun)).toEqual([]);
  return matchesFilter(filter, record, sampleNoun, findSampleNoun, context);
};

type Row = readonly [string, Condition['op'], FilterValue | undefined];
const asCondition = ([field, op, value]: Row): Condition =>
  value === undefined ? { field, op } : { field, op, value };

const holding: readonly Row[] = [
  ['subject', 'is', 'РЕМОНТ օհան'],
  ['subject', 'contains', 'МОНТ ՕՀ'],
  ['subject', 'startsWith', 'реМ'],
  ['subject', 'isAnyOf', ['other', 'ремонт օհան']],
  ['budget', 'is', 1054],
  ['budget', 'atLeast', '1054.0000'],
  ['budget', 'lessThan', '1054.01'],
  ['budget.currency', 'is', 'eur'],
  ['score', 'isAnyOf', [1, '2.50']],
  ['dueDate', 'is', { from: 'today' }],
  ['dueDate', 'greaterThan', { from: 'startOfMonth' }],
  ['dueDate', 'lessThan', { from: 'startOfMonth', plus: 1, unit: 'month' }],
  ['receivedAt', 'is', '2024-03-10'],
  ['receivedAt', 'atMost', { from: 'today' }],
  ['receivedAt', 'lessThan', '2024-03-11'],
  ['receivedAt', 'greaterThan', '2024-03-09'],
  ['receivedAt', 'lessThan', '2024-03-10T20:00:00Z'],
  ['receivedAt', 'is', '2024-03-10T23:59:59.999+04:00'],
  ['urgent', 'is', false],
  ['source', 'isAnyOf', ['email', 'phone']],
  ['channels', 'is', 'visit'],
  ['channels', 'isAnyOf', ['phone', 'email']],
  ['emails', 'contains', '@EXAMPLE.am'],
  ['emails', 'is', 'office@example.am'],
  ['phones', 'contains', '091) 12'],
  ['phones', 'startsWith', '+37491'],
  ['contactName', 'is', 'hayk harutyunyan'],
  ['contactName.family', 'startsWith', 'har'],
  ['place', 'contains', 'yerev'],
  ['place.country', 'is', 'am'],
  ['owner', 'is', '@me'],
  ['owner', 'isInTeamOf', '@me'],
  ['owner.name', 'contains', 'петр'],
  ['company', 'is', acme.id.toUpperCase()],
  ['company.industry', 'is', 'retail'],
  ['company.address.city', 'is', 'SOFIA'],
  ['company.employees', 'greaterThan', 11],
  ['partners', 'isAnyOf', [armSoft.id]],
  ['id', 'isAnyOf', [inquiry.id]],
  ['details', 'isEmpty', undefined],
  ['details', 'isNot', 'anything'],
  ['details', 'isNoneOf', ['anything']],
  ['details', 'notContains', 'anything'],
  ['subject', 'isNoneOf', []],
  ['emails', 'isNotEmpty', undefined],
];
const failing: readonly Row[] = [
  ['subject', 'isAnyOf', []],
  ['details', 'is', 'anything'],
  ['details', 'contains', 'a'],
  ['receivedAt', 'lessThan', '2024-03-10'],
  ['receivedAt', 'greaterThan', '2024-03-10'],
  ['receivedAt', 'is', '2024-03-11'],
  ['emails', 'isNot', 'anna@example.com'],
  ['emails', 'notContains', 'anna'],
  ['channels', 'isNoneOf', ['visit', 'phone']],
  ['source', 'is', 'Email'],
  ['owner', 'is', hayk.id],
  ['company.industry', 'isEmpty', undefined],
];

describe('matchesFilter', () => {
  it.each(holding)('holds: %s %s %j', (...row) => {
    expect(matches(asCondition(row))).toBe(true);
  });
  it.each(failing)('does not hold: %s %s %j', (...row) => {
    expect(matches(asCondition(row))).toBe(false);
  });

  it('knows nobody as me when the system itself asks', () => {
    const system = { ...ctx, memberId: null, teamMemberIds: [] };
    expect(matches({ field: 'owner', op: 'is', value: '@me' }, inquiry, system)).toBe(false);
    expect(matches({ field: 'owner', op: 'isNot', value: '@me' }, inquiry, system)).toBe(true);
    expect(matches({ field: 'owner', op: 'isInTeamOf', value: '@me' }, inquiry, system)).toBe(false);
  });

  it('takes the fields of a record that is not there as empty', () => {
    const alone = { ...inquiry, company: null };
    expect(matches({ field: 'company.industry', op: 'isEmpty' }, alone)).toBe(true);
    expect(matches({ field: 'company.industry', op: 'isNot', value: 'retail' }, alone)).toBe(true);
    expect(matches({ field: 'company.industry', op: 'is', value: 'retail' }, alone)).toBe(false);
  });

  it('takes pointers as ids too, as a new record has them', () => {
    expect(matches({ field: 'owner', op: 'is', value: '@me' }, { owner: anna.id })).toBe(true);
  });

  it.each([
    'remont',
    'РЕМОНТ ohan',
    'harutyunyan',
    'Арутюнян',
    'example.am',
    '091',
    '(091)',
    '37491123456',
    'ерева',
    '',
  ])('finds by %j across scripts', (search) => {
    expect(matches({ search })).toBe(true);
  });
  it.each(['remont petrov', '091999'])('does not find by %j', (search) => {
    expect(matches({ search })).toBe(false);
  });

  it('takes all of nothing as true and any of nothing as false', () => {
    expect(matches({ all: [] })).toBe(true);
    expect(matches({ any: [] })).toBe(false);
    expect(matches({ not: { any: [] } })).toBe(true);
  });

  it('has an answer for every filter of every record, and the opposite one for its negation', () => {
    fc.assert(
      fc.property(sampleFilter, sampleRecord, sampleContext, (filter, record, context) => {
        expect(matches({ not: filter }, record, context)).toBe(!matches(filter, record, context));
        expect(filterSchema.parse(JSON.parse(JSON.stringify(filter)))).toEqual(filter);
        if (!('field' in filter) || !oppositeOf(filter.op)) return;
        const opposite = { ...filter, op: oppositeOf(filter.op) ?? filter.op };
        expect(matches(opposite, record, context)).toBe(!matches(filter, record, context));
      }),
      { numRuns: 500 },
    );
  });

  it('refuses a field that does not exist', () => {
    const filter: Filter = { field: 'constructor', op: 'is', value: 'x' };
    expect(() => matchesFilter(filter, inquiry, sampleNoun, findSampleNoun, ctx)).toThrow('invalid');
  });
});

describe('checkFilter', () => {
  const codes = (filter: Filter) =>
    checkFilter(filter, sampleNoun, findSampleNoun).map(({ path, code }) => `${path}: ${code}`);

  const faults: readonly (readonly [...Row, string])[] = [
    ['nothing', 'is', 'x', 'field: unknownField'],
    ['__proto__', 'is', 'x', 'field: unknownField'],
    ['company.parent.name', 'is', 'x', 'field: unknownField'],
    ['budget.amount', 'is', 1, 'field: unknownField'],
    ['partners.name', 'is', 'x', 'field: unknownField'],
    ['budget', 'contains', 'x', 'op: notAnOption'],
    ['company', 'isInTeamOf', '@me', 'op: notAnOption'],
    ['subject', 'is', undefined, 'value: required'],
    ['subject', 'is', '', 'value: required'],
    ['subject', 'contains', 5, 'value: notAText'],
    ['subject', 'contains', 'a\0b', 'value: notAText'],
    ['subject', 'is', ['a'], 'value: wrongType'],
    ['subject', 'isAnyOf', 'a', 'value: notAList'],
    ['subject', 'contains', 'a'.repeat(501), 'value: tooLong'],
    ['subject', 'isEmpty', 'x', 'value: wrongValue'],
    ['score', 'is', '1e5; drop', 'value: notANumber'],
    ['dueDate', 'is', '2023-02-29', 'value: notADate'],
    ['dueDate', 'is', '2023-02-28T00:00:00Z', 'value: notADate'],
    ['receivedAt', 'is', '2023-02-28T00:00:00', 'value: notADatetime'],
    ['urgent', 'is', 'true', 'value: notABoolean'],
    ['owner', 'is', 'me', 'value: notAnId'],
    ['owner', 'isInTeamOf', anna.id, 'value: wrongValue'],
    ['partners', 'isAnyOf', [acme.id, 'x'], 'value: notAnId'],
  ];
  it.each(faults)('names the fault of %s %s %j', (field, op, value, fault) => {
    expect(codes(asCondition([field, op, value]))).toEqual([fault]);
  });

  it('says where in the tree a fault is', () => {
    const filter: Filter = { all: [{ any: [] }, { not: { field: 'nothing', op: 'isEmpty' } }] };
    expect(codes(filter)).toEqual(['all.1.not.field: unknownField']);
  });

  it('limits depth and size', () => {
    const condition: Condition = { field: 'urgent', op: 'isEmpty' };
    const nested = (depth: number): Filter => (depth === 0 ? condition : { not: nested(depth - 1) });
    expect(codes(nested(5))).toEqual([]);
    expect(codes(nested(6))).toEqual(['not.not.not.not.not.not: tooMany']);
    expect(codes({ all: Array.from({ length: 59 }, () => condition) })).toEqual([]);
    expect(codes({ all: Array.from({ length: 60 }, () => condition) })).toEqual([': tooMany']);
  });

  it('accepts every filter the arbitraries make', () => {
    fc.assert(
      fc.property(sampleFilter, (filter) => {
        expect(checkFilter(filter, sampleNoun, findSampleNoun)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('resolvePath', () => {
  it('tells own fields, parts and related fields', () => {
    expect(resolvePath(sampleNoun, 'budget.currency', findSampleNoun)).toMatchObject({
      via: null,
      name: 'budget',
      part: 'currency',
      kind: 'text',
    });
    expect(resolvePath(sampleNoun, 'company.address.city', findSampleNoun)).toMatchObject({
      via: { name: 'company', field: { kind: 'relation', to: 'company' } },
      noun: { name: 'company' },
      name: 'address',
      part: 'city',
    });
    expect(operatorsOf('boolean')).toEqual(['is', 'isNot', 'isEmpty', 'isNotEmpty']);
  });
});
