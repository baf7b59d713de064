import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choice, date, money, number, relation, text } from '../nouns/field.ts';
import { defineNoun, type Noun } from '../nouns/noun.ts';
import { sampleContext, sampleFilter, sampleRecord } from './arbitraries.ts';
import { checkFieldCondition, fieldsRead, findConditionFaults, isRequired, isVisible } from './field-conditions.ts';
import type { Filter, FilterContext } from './filter.ts';
import { sampleNoun } from './sample.ts';

const ctx: FilterContext = { memberId: null, teamMemberIds: [], today: '2026-03-01', timeZone: 'Asia/Yerevan' };
const isWon: Filter = { field: 'status', op: 'is', value: 'won' };
const endsTooEarly: Filter = { field: 'endOn', op: 'lessThan', value: { field: 'startOn' } };
const message = { en: 'It can not end before it starts.', ru: 'Конец раньше начала.' };

const project = defineNoun({
  ...{ name: 'project', plural: 'projects', title: 'name', icon: 'hammer', rights: 'work' },
  fields: {
    name: text({ required: true }),
    status: choice({ options: [{ value: 'open' }, { value: 'won' }] }),
    startOn: date(),
    endOn: date({ checks: [{ refuseWhen: endsTooEarly, message }] }),
    reason: text({ requiredWhen: isWon }),
    invoice: text({ visibleWhen: isWon, required: true, pattern: { masks: ['@@-##'], example: 'AB-12' } }),
    budget: money(),
    hours: number(),
    client: relation({ to: 'project' }),
  },
});
const faults = (record: object, ...touched: readonly string[]) =>
  findConditionFaults(project, record as never, ctx, touched.length > 0 ? new Set(touched) : undefined).map(
    ({ path, code }) => `${path}:${code}`,
  );

describe('a field with conditions', () => {
  it('is asked for where its record matches, and nowhere else', () => {
    expect(faults({ status: 'open' })).toEqual([]);
    expect(faults({ status: 'won' })).toEqual(['reason:required', 'invoice:required']);
    expect(faults({ status: 'won', reason: 'Price', invoice: 'AB-12' })).toEqual([]);
  });

  it('keeps what it holds while it is hidden, whatever that looks like', () => {
    expect(faults({ status: 'open', invoice: 'nonsense' })).toEqual([]);
    expect(faults({ status: 'won', reason: 'Price', invoice: 'nonsense' })).toEqual(['invoice:wrongPattern']);
    expect(isVisible(project.fields.invoice, { status: 'open' }, project, ctx)).toBe(false);
    expect(isRequired(project.fields.invoice, { status: 'open' }, project, ctx)).toBe(false);
  });

  it('compares with another field of the record, and with nothing where that is empty', () => {
    expect(faults({ startOn: '2026-03-02', endOn: '2026-03-01' })).toEqual(['endOn:refusedValue']);
    expect(faults({ startOn: '2026-03-02', endOn: '2026-03-02' })).toEqual([]);
    expect(faults({ startOn: null, endOn: '2026-03-01' })).toEqual([]);
    expect(findConditionFaults(project, { startOn: '2026-03-02', endOn: '2026-03-01' }, ctx)[0]?.params).toEqual({
      message,
    });
  });

  it('is asked in a change that touches it or what its conditions look at, not in others', () => {
    const old = { status: 'won', startOn: '2026-03-02', endOn: '2026-03-01', reason: null, invoice: null };
    expect(faults({ ...old, name: 'New name' }, 'name')).toEqual([]);
    expect(faults(old, 'status')).toEqual(['reason:required', 'invoice:required']);
    expect(faults(old, 'startOn')).toEqual(['endOn:refusedValue']);
    expect(faults(old, 'reason')).toEqual(['reason:required']);
  });
});

describe('a condition is refused', () => {
  const of = (filter: Filter, noun: Noun = project) => checkFieldCondition(filter, noun).map(({ code }) => code);
  it.each<[string, Filter, string]>([
    ['that looks at another record', { field: 'client.name', op: 'is', value: 'A' }, 'unknownField'],
    ['that looks at what is not there', { field: 'colour', op: 'is', value: 'red' }, 'unknownField'],
    ['that searches', { search: 'a' }, 'wrongValue'],
    ['that searches deep within', { all: [{ not: { search: 'a' } }] }, 'wrongValue'],
    ['that compares kinds', { field: 'endOn', op: 'is', value: { field: 'hours' } }, 'wrongValue'],
    ['that compares money with numbers', { field: 'budget', op: 'is', value: { field: 'hours' } }, 'wrongValue'],
    ['that compares texts', { field: 'name', op: 'is', value: { field: 'reason' } }, 'wrongValue'],
    ['that compares with what is not there', { field: 'endOn', op: 'is', value: { field: 'nowhere' } }, 'wrongValue'],
    [
      'by an operator that takes no field',
      { field: 'endOn', op: 'isAnyOf', value: { field: 'startOn' } },
      'wrongValue',
    ],
  ])('%s', (_name, filter, code) => {
    expect(of(filter)).toEqual([code]);
  });

  it('not when it compares days with days, in any group', () => {
    expect(of({ any: [{ not: endsTooEarly }, isWon] })).toEqual([]);
    expect(fieldsRead({ any: [{ not: endsTooEarly }, isWon] })).toEqual(['endOn', 'startOn', 'status']);
  });
});

it('browser and server agree on every condition: references with names and records, or as ids alone', () => {
  const usable = sampleFilter.filter((filter) => checkFieldCondition(filter, sampleNoun).length === 0);
  const asInput = (value: unknown): unknown =>
    typeof value === 'object' && value !== null && 'record' in value ? (value as unknown as { id: string }).id : value;
  fc.assert(
    fc.property(usable, sampleRecord, sampleContext, (filter, record, who) => {
      const input = Object.fromEntries(Object.entries(record).map(([name, value]) => [name, asInput(value)]));
      const field = text({ visibleWhen: filter });
      expect(isVisible(field, input, sampleNoun, who)).toBe(isVisible(field, record, sampleNoun, who));
    }),
    { numRuns: 300 },
  );
});
