import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addUnits, daysBetween, findIsoDate, isIsoDate, quarterOf, startOf } from './iso-date.ts';

const date = fc
  .date({ min: new Date('0002-01-01'), max: new Date('9998-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));

describe('isIsoDate', () => {
  it.each(['2017-03-01', '2024-02-29', '0001-01-01', '9999-12-31'])('takes %s', (text) => {
    expect(isIsoDate(text)).toBe(true);
  });
  it.each(['2023-02-29', '2017-13-01', '2017-3-1', '0000-01-01', '2017-03-01T00:00', '2017-00-10', '', '1900-02-29'])(
    'refuses %j',
    (text) => {
      expect(isIsoDate(text)).toBe(false);
    },
  );
});

describe('counting', () => {
  it('goes so many days on and back again', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: -300, max: 300 }), (day, count) => {
        expect(daysBetween(day, addDays(day, count))).toBe(count);
        expect(addDays(addDays(day, count), -count)).toBe(day);
      }),
    );
  });

  it('ends in the last day of a shorter month', () => {
    expect(addUnits('2024-01-31', 1, 'month')).toBe('2024-02-29');
    expect(addUnits('2023-11-30', 1, 'quarter')).toBe('2024-02-29');
    expect(addUnits('2024-02-29', -1, 'year')).toBe('2023-02-28');
    expect(addUnits('2024-01-31', -14, 'month')).toBe('2022-11-30');
  });

  it('stays within the years a date may have', () => {
    expect(addUnits('2024-01-31', 9999, 'year')).toBe('9999-12-31');
    expect(addUnits('2024-01-31', -9999, 'year')).toBe('0001-01-01');
    expect(addDays('2024-01-31', 1e9)).toBe('9999-12-31');
  });

  it('starts every unit at or before the day and the next one after it', () => {
    fc.assert(
      fc.property(date, fc.constantFrom('day', 'week', 'month', 'quarter', 'year'), (day, unit) => {
        const start = startOf(day, unit);
        expect(start <= day && addUnits(start, 1, unit) > day).toBe(true);
        expect(startOf(start, unit)).toBe(start);
      }),
    );
  });

  it('starts weeks on Monday', () => {
    expect(startOf('2024-03-10', 'week')).toBe('2024-03-04');
    expect(startOf('2024-03-11', 'week')).toBe('2024-03-11');
  });

  it('knows quarters', () => {
    expect(quarterOf('2017-03-31')).toEqual({ year: 2017, quarter: 1 });
    expect(quarterOf('2017-12-01')).toEqual({ year: 2017, quarter: 4 });
    expect(findIsoDate(2017, 2, 30)).toBeNull();
  });
});
