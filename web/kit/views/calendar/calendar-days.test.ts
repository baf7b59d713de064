import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '../../../../shared/dates/iso-date.ts';
import { spans } from '../../list/list-search.ts';
import { daysOf, placeByDay, rangeFilter, rangeOf, stepOf } from './calendar-days.ts';

const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
  .map((one) => one.toISOString().slice(0, 10));
const firstDay = fc.constantFrom(0 as const, 1 as const, 6 as const);
const weekday = (one: string) => new Date(`${one}T00:00:00Z`).getUTCDay();

describe('the days a calendar shows', () => {
  it('hold the day it stands at; weeks and months are whole weeks from the first day of the locale', () => {
    fc.assert(
      fc.property(day, firstDay, fc.constantFrom(...spans), (at, first, span) => {
        const { from, to } = rangeOf(span, at, first);
        expect(from <= at && at < to).toBe(true);
        if (span !== 'month' && span !== 'week') return;
        expect(weekday(from)).toBe(first);
        expect(daysBetween(from, to) % 7).toBe(0);
      }),
    );
  });

  it('of a month are all of its days and no whole week of another', () => {
    expect(rangeOf('month', '2026-02-10', 0)).toEqual({ from: '2026-02-01', to: '2026-03-01' });
    expect(rangeOf('month', '2026-02-10', 1)).toEqual({ from: '2026-01-26', to: '2026-03-02' });
    expect(rangeOf('month', '2026-08-31', 1)).toEqual({ from: '2026-07-27', to: '2026-09-07' });
  });

  it('go on and back by what is seen', () => {
    expect(spans.map((span) => stepOf(span, '2026-01-31', 1))).toEqual([
      '2026-02-01',
      '2026-02-07',
      '2026-02-01',
      '2026-02-28',
    ]);
    expect(stepOf('month', '2026-01-31', -1)).toBe('2025-12-01');
  });
});

describe('records stand on their days', () => {
  const range = { from: '2026-03-02', to: '2026-03-09' };
  const place = (first: string, last: string) => {
    const byDay = placeByDay(range, ['one'], () => ({ first, last }));
    return daysOf(range).filter((at) => byDay.get(at)?.length);
  };

  it('each within what is seen, also those that begin before it and last beyond', () => {
    expect(place('2026-03-04', '2026-03-05')).toEqual(['2026-03-04', '2026-03-05']);
    expect(place('2025-01-01', '2026-03-03')).toEqual(['2026-03-02', '2026-03-03']);
    expect(place('2026-03-08', '2027-01-01')).toEqual(['2026-03-08']);
    expect(place('2026-03-09', '2026-03-10')).toEqual([]);
  });

  it('on the first one where the end comes before the beginning', () => {
    expect(place('2026-03-04', '2026-03-01')).toEqual(['2026-03-04']);
  });

  it('and every day they cover counts once', () => {
    fc.assert(
      fc.property(day, fc.nat(40), (first, length) => {
        const last = addDays(first, length);
        const byDay = placeByDay({ from: first, to: addDays(last, 1) }, ['one'], () => ({ first, last }));
        expect([...byDay.values()].every((items) => items.length === 1)).toBe(true);
      }),
    );
  });
});

it('only what is seen is asked for, by day fields alone', () => {
  const range = { from: '2026-03-02', to: '2026-03-09' };
  expect(rangeFilter('dueAt', undefined, range)).toEqual({
    all: [
      { field: 'dueAt', op: 'atLeast', value: '2026-03-02' },
      { field: 'dueAt', op: 'lessThan', value: '2026-03-09' },
    ],
  });
  expect(rangeFilter('startsOn', 'endsOn', range)).toEqual({
    all: [
      { field: 'startsOn', op: 'lessThan', value: '2026-03-09' },
      {
        any: [
          { field: 'startsOn', op: 'atLeast', value: '2026-03-02' },
          { field: 'endsOn', op: 'atLeast', value: '2026-03-02' },
        ],
      },
    ],
  });
});
