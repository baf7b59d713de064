import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fullYears, lastDayOfAge, nextAnniversary, yearDayOf, yearDays } from './anniversary.ts';
import { addDays } from './iso-date.ts';

describe('an anniversary', () => {
  it.each([
    ['1980-11-22', '2026-11-22', '2026-11-22'],
    ['1980-11-21', '2026-11-22', '2027-11-21'],
    ['1980-01-03', '2026-12-30', '2027-01-03'],
    ['2000-02-29', '2026-02-27', '2026-02-28'],
    ['2000-02-29', '2028-02-28', '2028-02-29'],
    ['2000-02-29', '2027-03-01', '2028-02-29'],
    ['2000-02-28', '2024-02-29', '2025-02-28'],
  ])('of %s is next, seen from %s, on %s', (date, today, next) => {
    expect(nextAnniversary(yearDayOf(date), today)).toBe(next);
  });

  it('has every day of a leap year', () => {
    expect([yearDays.length, yearDays[0], yearDays[59], yearDays.at(-1)]).toEqual([366, 101, 229, 1231]);
  });
});

describe('whole years', () => {
  it.each([
    ['1996-11-22', '2026-11-22', 30],
    ['1996-11-23', '2026-11-22', 29],
    ['2000-02-29', '2026-02-27', 25],
    ['2000-02-29', '2026-02-28', 26],
    ['2027-01-01', '2026-11-22', -1],
  ])('from %s to %s are %i', (date, today, years) => {
    expect(fullYears(date, today)).toBe(years);
  });

  it('are bounded by one day, whichever is asked for', () => {
    const days = fc.integer({ min: -20_000, max: 20_000 }).map((count) => addDays('2024-02-29', count));
    fc.assert(
      fc.property(days, days, fc.integer({ min: -5, max: 60 }), (date, today, years) => {
        expect(date <= lastDayOfAge(years, today)).toBe(fullYears(date, today) >= years);
      }),
    );
    expect([lastDayOfAge(1e15, '2026-01-01'), lastDayOfAge(-1e15, '2026-01-01')]).toEqual(['none', 'all']);
  });
});
