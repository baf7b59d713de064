import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Grouping, Measure } from '../../shared/contract/record-aggregate.ts';
import { startOf } from '../../shared/dates/iso-date.ts';
import { localDate } from '../../shared/dates/time-zone.ts';
import { resolvePath } from '../../shared/filter/field-path.ts';
import { readOperand } from '../../shared/filter/operand.ts';
import { findSampleNoun, sampleNoun } from '../../shared/filter/sample.ts';
import { withPolicies } from '../testing/other-policies.ts';
import { type SampleRecord, useSampleWorkspace } from '../testing/sample-workspace.ts';
import { type AggregateQuestion, aggregateRecords } from './aggregate.ts';

const { system, records } = await useSampleWorkspace(120);
const ask = (question: AggregateQuestion, ctx = system) => aggregateRecords(ctx, sampleNoun, question);

const groupings: readonly Grouping[] = [
  ...['urgent', 'source', 'channels', 'owner', 'company', 'partners', 'score', 'subject', 'budget.currency'].map(
    (field) => ({ field }),
  ),
  ...['place.city', 'contactName.family', 'company.industry', 'company.address.city', 'owner.name'].map((field) => ({
    field,
  })),
  ...(['day', 'week', 'month', 'quarter', 'year'] as const).flatMap((by) => [
    { field: 'dueDate', by },
    { field: 'receivedAt', by },
  ]),
  { field: 'dueDate' },
];
const measures: readonly Measure[] = [
  { op: 'count' },
  ...(['sum', 'avg', 'min', 'max', 'distinct'] as const).flatMap((op) =>
    ['score', 'company.employees', 'budget'].map((field) => ({ op, field })),
  ),
  ...(['min', 'max', 'distinct'] as const).map((op) => ({ op, field: 'dueDate' })),
  ...['owner', 'source', 'id'].map((field) => ({ op: 'distinct' as const, field })),
];

describe('figures of groups', () => {
  it('are those that going through the records one by one gives', async () => {
    const question = fc.record({
      group: fc.uniqueArray(fc.constantFrom(...groupings), { maxLength: 3 }),
      measures: fc.uniqueArray(fc.constantFrom(...measures), { minLength: 1, maxLength: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(question, async (asked) => {
        const answer = await ask({ ...asked, limit: 1000 });
        expect(answer.more).toBe(false);
        const [found, expected] = [byKeys(answer.groups), byKeys(countSlowly(asked.group, asked.measures))];
        // An average of very large numbers has sixteen digits.
        expect(rounded(found)).toEqual(rounded(expected));
      }),
      { numRuns: 150 },
    );
  });

  it('are of the records that pass the filter and the search', async () => {
    const filter = { field: 'urgent', op: 'is', value: true } as const;
    const { groups } = await ask({ filter, measures: [{ op: 'count' }] });
    expect(groups).toEqual([{ keys: [], values: [records.filter(({ urgent }) => urgent === true).length] }]);
    const found = await ask({ search: 'zylberquist' });
    expect(found.groups).toEqual([{ keys: [], values: [0] }]);
    expect((await ask({ search: 'zylberquist', group: [{ field: 'source' }] })).groups).toEqual([]);
  });

  it('come in the order asked for, and no more than asked for', async () => {
    const group = [{ field: 'source' }];
    const counts = async (sort: string) =>
      (await ask({ group, sort })).groups.map(({ values: [count] }) => Number(count));
    const rising = await counts('measure.0');
    expect(rising).toEqual([...rising].sort((a, b) => a - b));
    expect(await counts('-measure.0')).toEqual([...rising].sort((a, b) => b - a));
    const keys = async (sort: string) => (await ask({ group, sort })).groups.map(({ keys: [key] }) => key);
    expect(await keys('group')).toEqual(['email', 'phone', 'visit', null]);
    expect(await keys('-group')).toEqual(['visit', 'phone', 'email', null]);
    const { groups, more } = await ask({ group, limit: 2 });
    expect([groups.length, more]).toEqual([2, true]);
  });
});

describe('a reader', () => {
  it('who may not read the noun learns nothing', async () => {
    const registry = withPolicies(system.registry, () => ({ noun: 'inquiry', grants: {} }));
    const nobody = { ...system, registry, actor: { ...system.actor, role: 'viewer' as const } };
    await expect(ask({}, nobody)).rejects.toMatchObject({ status: 403, code: 'forbidden' });
  });

  it('who may read some records gets figures of those, and no key out of a record hidden from him', async () => {
    const memberId = records.map(({ owner }) => (owner as { id: string } | null)?.id).find(Boolean) ?? '';
    const own = { grants: { seller: { read: 'own' as const } }, ownerField: 'owner' };
    const policies: Record<string, object> = {
      inquiry: { noun: 'inquiry', ...own },
      company: { noun: 'company', grants: {} },
    };
    const getPolicy: typeof system.registry.getPolicy = (noun) =>
      (policies[noun.name] ?? system.registry.getPolicy(noun)) as ReturnType<typeof system.registry.getPolicy>;
    const actor = { ...system.actor, role: 'seller' as const, memberId, teamMemberIds: [memberId] };
    const ctx = { ...system, registry: withPolicies(system.registry, getPolicy), actor };
    const mine = records.filter(({ owner }) => (owner as { id: string } | null)?.id === memberId);
    expect((await ask({}, ctx)).groups).toEqual([{ keys: [], values: [mine.length] }]);
    const industries = await ask({ group: [{ field: 'company.industry' }] }, ctx);
    expect(industries.groups.map(({ keys }) => keys)).toEqual([[null]]);
    const companies = await ask({ group: [{ field: 'company' }] }, ctx);
    for (const {
      keys: [key],
    } of companies.groups)
      if (key) expect(key).toMatchObject({ label: null });
  });
});

describe('what can not be answered is refused by the place it stands at', () => {
  it.each([
    [{ group: [{ field: 'nothing' }] }, 'group.0.field', 'unknownField'],
    [{ group: [{ field: 'constructor' }] }, 'group.0.field', 'unknownField'],
    [{ group: [{ field: 'emails' }] }, 'group.0.field', 'notGroupable'],
    [{ group: [{ field: 'place' }] }, 'group.0.field', 'notGroupable'],
    [{ group: [{ field: 'reply.minutes' }] }, 'group.0.field', 'notGroupable'],
    [{ group: [{ field: 'source', by: 'day' }] }, 'group.0.by', 'notADate'],
    [{ measures: [{ op: 'sum' }] }, 'measures.0.field', 'required'],
    [{ measures: [{ op: 'count', field: 'score' }] }, 'measures.0.field', 'unknownProperty'],
    [{ measures: [{ op: 'sum', field: 'subject' }] }, 'measures.0.field', 'notMeasurable'],
    [{ measures: [{ op: 'avg', field: 'dueDate' }] }, 'measures.0.field', 'notMeasurable'],
    [{ measures: [{ op: 'distinct', field: 'partners' }] }, 'measures.0.field', 'notMeasurable'],
    [{ sort: 'measure.3' }, 'sort', 'notSortable'],
    [{ sort: 'measure.0', measures: [{ op: 'sum', field: 'budget' }] }, 'sort', 'notSortable'],
  ] as const)('%j', async (question, path, code) => {
    await expect(ask(question as AggregateQuestion)).rejects.toMatchObject({ status: 422, fields: [{ path, code }] });
  });
});

type Group = { keys: readonly unknown[]; values: readonly unknown[] };

function byKeys(groups: readonly Group[]): Record<string, readonly unknown[]> {
  const plain = (key: unknown) => (key && typeof key === 'object' ? (key as { id: string }).id : key);
  const entries = groups.map(({ keys, values }) => [JSON.stringify(keys.map(plain)), values] as const);
  expect(new Set(entries.map(([key]) => key)).size).toBe(entries.length);
  return Object.fromEntries(entries);
}

function rounded(groups: Record<string, readonly unknown[]>): unknown {
  return JSON.parse(JSON.stringify(groups), (_, value) =>
    typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(14)) : value,
  );
}

/** The same figures by plain loops over the records in memory. */
function countSlowly(group: readonly Grouping[], wanted: readonly Measure[]): Group[] {
  const groups = new Map<string, { keys: unknown[]; members: SampleRecord[] }>();
  for (const record of records) {
    const combinations = group.reduce<unknown[][]>(
      (sofar, one) => sofar.flatMap((keys) => keysOf(record, one).map((key) => [...keys, key])),
      [[]],
    );
    for (const keys of combinations) {
      const found = groups.get(JSON.stringify(keys)) ?? { keys, members: [] };
      found.members.push(record);
      groups.set(JSON.stringify(keys), found);
    }
  }
  return [...groups.values()].map(({ keys, members }) => ({
    keys,
    values: wanted.map((one) => figureOf(one, members)),
  }));
}

function valuesAt(record: SampleRecord, field: string): readonly unknown[] {
  const path = resolvePath(sampleNoun, field, findSampleNoun);
  return path ? readOperand(record, path) : [];
}

function keysOf(record: SampleRecord, { field, by }: Grouping): unknown[] {
  const values = valuesAt(record, field).map((value) => {
    if (field === 'receivedAt')
      return startOf(localDate(system.workspace.timeZone, new Date(value as string)), by ?? 'day');
    return field === 'dueDate' ? startOf(value as string, by ?? 'day') : value;
  });
  return values.length > 0 ? values : [null];
}

function figureOf({ op, field = 'id' }: Measure, members: readonly SampleRecord[]): unknown {
  if (op === 'count') return members.length;
  if (field === 'budget' && op !== 'distinct') return amountsOf(op, members);
  const values = members.flatMap((record) => valuesAt(record, field));
  if (op === 'distinct') return new Set(values.map((value) => (field === 'budget' ? Number(value) : value))).size;
  if (values.length === 0) return null;
  if (field === 'dueDate') return [...(values as string[])].sort().at(op === 'min' ? 0 : -1);
  return figure(op, values as number[], 6).toNumber();
}

function amountsOf(op: Measure['op'], members: readonly SampleRecord[]): unknown {
  const budgets = members.flatMap(({ budget }) => (budget ? [budget as { amount: string; currency: string }] : []));
  const currencies = [...new Set(budgets.map(({ currency }) => currency))].sort();
  return currencies.map((currency) => {
    const amount = figure(
      op,
      budgets.filter((one) => one.currency === currency).map((one) => one.amount),
      4,
    );
    return { amount: amount.toFixed(Math.max(2, amount.decimalPlaces())), currency };
  });
}

/** With so many digits that what is rounded in the end has not been rounded before. */
const Exact = Decimal.clone({ precision: 60 });

function figure(op: Measure['op'], values: readonly (number | string)[], digits: number): Decimal {
  const numbers = values.map((value) => new Exact(value));
  if (op === 'min') return Decimal.min(...numbers);
  if (op === 'max') return Decimal.max(...numbers);
  const sum = numbers.reduce((total, one) => total.plus(one), new Exact(0));
  return op === 'sum' ? sum : sum.div(numbers.length).toDecimalPlaces(digits);
}
