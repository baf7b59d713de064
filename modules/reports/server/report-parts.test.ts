import { describe, expect, it } from 'vitest';
import { closedDeals, dealsOf, reportedDeals, withinPeriod, withoutRate } from './deal-filters.ts';
import { meanDays, valuedDeals, winRate } from './figures.ts';
import { groupBy } from './group-by.ts';
import { buildPeriods } from './periods.ts';
import type { Cell } from './report-cells.repository.ts';

const by = { currency: 'EUR', today: '2026-03-01', firstRates: new Map([['AMD', '2025-05-01']]) };
const cell = (part: Partial<Cell>): Cell => ({
  ...{
    section: 'month',
    key: null,
    status: 'won',
    missing: null,
    count: 1,
    priced: 1,
    worth: '0',
    days: '0',
    timed: 0,
  },
  ...part,
});

describe('filters of figures', () => {
  it('hold open deals to no period, and closed ones to theirs', () => {
    const scope = { from: '2025-01-01', to: '2025-12-31' };
    expect(JSON.stringify(dealsOf(scope, 'open'))).not.toContain('closedOn');
    expect(closedDeals(scope)).toEqual({
      all: [
        { field: 'status', op: 'isAnyOf', value: ['won', 'lost'] },
        { field: 'closedOn', op: 'atLeast', value: '2025-01-01' },
        { field: 'closedOn', op: 'atMost', value: '2025-12-31' },
      ],
    });
    expect(reportedDeals({})).toEqual({
      all: [
        {
          any: [
            { field: 'status', op: 'is', value: 'open' },
            { all: [{ field: 'status', op: 'isAnyOf', value: ['won', 'lost'] }] },
          ],
        },
      ],
    });
  });

  it('narrow a month to the days the report is about', () => {
    const scope = { from: '2025-01-10', to: '2025-03-20' };
    expect(withinPeriod(scope, '2025-01-01', 'month')).toMatchObject({ from: '2025-01-10', to: '2025-01-31' });
    expect(withinPeriod(scope, '2025-01-01', 'quarter')).toMatchObject({ from: '2025-01-10', to: '2025-03-20' });
    expect(withinPeriod(scope, null, 'month')).toEqual(scope);
  });

  it('find the deals whose day had no rate', () => {
    const currency = { field: 'amount.currency', op: 'is', value: 'AMD' };
    const before = { field: 'closedOn', op: 'lessThan', value: '2025-05-01' };
    expect(withoutRate('AMD', 'open', '2027-01-01', by.today)).toEqual(currency);
    expect(withoutRate('AMD', 'won', null, by.today)).toEqual(currency);
    expect(withoutRate('AMD', 'won', '2025-05-01', by.today)).toEqual({ all: [currency, before] });
    expect(withoutRate('AMD', 'lost', '2027-01-01', by.today)).toMatchObject({ all: [currency, { any: [{}, {}] }] });
  });
});

describe('figures', () => {
  it('are rounded once, at the end, half away from zero', () => {
    const cells = [cell({ worth: '0.004' }), cell({ worth: '0.0041' }), cell({ worth: '10.00' })];
    expect(valuedDeals(cells, { all: [] }, by)).toMatchObject({
      count: 3,
      value: { amount: '10.01', currency: 'EUR' },
    });
    expect(valuedDeals([cell({ worth: '2.345' })], { all: [] }, by).value.amount).toBe('2.35');
  });

  it('never add what has no rate, and say so once a currency', () => {
    const cells = [
      cell({ worth: '5' }),
      cell({ missing: 'AMD', worth: '700' }),
      cell({ missing: 'AMD', worth: '300' }),
    ];
    const figure = valuedDeals(cells, { all: [] }, by);
    expect(figure).toMatchObject({ count: 3, value: { amount: '5.00', currency: 'EUR' } });
    expect(figure.unconverted).toMatchObject([{ count: 2, value: { amount: '1000.00', currency: 'AMD' } }]);
  });

  it('say nothing instead of dividing by nothing', () => {
    expect(winRate(0, 0, { all: [] }).rate).toBeNull();
    expect(meanDays('0', 0)).toBeNull();
    expect(meanDays('10', 3)).toBe(3.33);
  });
});

describe('periods', () => {
  it('have no gaps, unless one deal is dated in another age', () => {
    const months = (...keys: (string | null)[]) =>
      buildPeriods(
        keys.map((key) => cell({ key })),
        'month',
        {},
        by,
      ).map(({ from }) => from);
    expect(months('2025-03-01', '2024-12-01')).toEqual(['2024-12-01', '2025-01-01', '2025-02-01', '2025-03-01']);
    expect(months('2025-03-01', '0200-01-01', null)).toEqual(['0200-01-01', '2025-03-01', null]);
    expect(months()).toEqual([]);
  });

  it('gather months into quarters', () => {
    const cells = [cell({ key: '2025-01-01', worth: '1' }), cell({ key: '2025-03-01', worth: '2', count: 4 })];
    const quarters = buildPeriods([...cells, cell({ key: '2025-02-01', status: 'lost' })], 'quarter', {}, by);
    expect(quarters).toMatchObject([
      { from: '2025-01-01', to: '2025-03-31', won: { count: 5, value: { amount: '3.00' } }, winRate: { rate: 5 / 6 } },
    ]);
  });
});

it('groups in the order in which keys first occur', () => {
  expect([...groupBy(['b1', 'a1', 'b2'], (text) => text[0])]).toEqual([
    ['b', ['b1', 'b2']],
    ['a', ['a1']],
  ]);
});
