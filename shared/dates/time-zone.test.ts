import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDate, formatDateTime } from './format-date.ts';
import { addDays } from './iso-date.ts';
import { fromLocalTime, localDate, localDayRange } from './time-zone.ts';

const range = (timeZone: string, date: string) => {
  const { start, end } = localDayRange(timeZone, date);
  return [start.toISOString(), end.toISOString()];
};

describe('localDayRange', () => {
  it('is the day by the local clock', () => {
    expect(range('Asia/Yerevan', '2024-03-10')).toEqual(['2024-03-09T20:00:00.000Z', '2024-03-10T20:00:00.000Z']);
    expect(range('UTC', '2024-03-10')).toEqual(['2024-03-10T00:00:00.000Z', '2024-03-11T00:00:00.000Z']);
  });

  it('has 23 and 25 hours where clocks change', () => {
    expect(range('Europe/Sofia', '2024-03-31')).toEqual(['2024-03-30T22:00:00.000Z', '2024-03-31T21:00:00.000Z']);
    expect(range('Europe/Sofia', '2024-10-27')).toEqual(['2024-10-26T21:00:00.000Z', '2024-10-27T22:00:00.000Z']);
  });

  it('begins when midnight is skipped, comes twice, or the day is missing', () => {
    expect(range('America/Sao_Paulo', '2018-11-04')[0]).toBe('2018-11-04T03:00:00.000Z');
    expect(range('America/Havana', '2024-11-03')[0]).toBe('2024-11-03T04:00:00.000Z');
    expect(range('America/Sao_Paulo', '2018-02-18')[0]).toBe('2018-02-18T03:00:00.000Z');
    const [start, end] = range('Pacific/Apia', '2011-12-30');
    expect(start).toBe(end);
  });

  it('holds exactly the instants whose local date it is', () => {
    const zone = fc.constantFrom(
      'Asia/Tbilisi',
      'Europe/Sofia',
      'America/St_Johns',
      'Australia/Lord_Howe',
      'Asia/Yerevan',
    );
    const instant = fc.date({ min: new Date('1850-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(zone, instant, (timeZone, now) => {
        const day = localDate(timeZone, now);
        const { start, end } = localDayRange(timeZone, day);
        expect(start <= now && now < end).toBe(true);
        expect(localDayRange(timeZone, addDays(day, 1)).start).toEqual(end);
      }),
    );
  });

  it('takes the first and the last date there is', () => {
    for (const zone of ['Asia/Yerevan', 'America/New_York']) {
      for (const [date, year] of [
        ['0001-01-01', '0001'],
        ['9999-12-31', '9999'],
      ] as const) {
        const { start, end } = localDayRange(zone, date);
        expect(start < end).toBe(true);
        expect([start.toISOString().slice(0, 4), end.toISOString().slice(0, 4)]).toEqual([year, year]);
      }
    }
  });
});

describe('fromLocalTime', () => {
  it('reads the wall clock', () => {
    expect(fromLocalTime('Asia/Yerevan', '2024-03-10', '14:30').toISOString()).toBe('2024-03-10T10:30:00.000Z');
    expect(fromLocalTime('Europe/Sofia', '2024-10-27', '03:30:05').toISOString()).toBe('2024-10-27T00:30:05.000Z');
  });
});

describe('formatting', () => {
  it('writes a day and an instant as the locale does', () => {
    expect(formatDate('2017-03-01', 'en-GB')).toBe('1 Mar 2017');
    expect(formatDate('2017-03-01', 'ru', 'long')).toBe('1 марта 2017 г.');
    expect(formatDateTime('2024-03-10T20:30:00Z', 'en-GB', 'Asia/Yerevan')).toBe('11 Mar 2024, 00:30');
  });
});
