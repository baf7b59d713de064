import { beforeAll, describe, expect, it } from 'vitest';
import { createDateFormat, createNumberFormat, findCountryName, loadIntl } from './intl.ts';
import { toWallClock } from './wall-clock.ts';

/** What Chromium answers: it has no data for these two. */
const asInChromium = (language: string) => language !== 'hy' && language !== 'ka';

describe.each(['hy', 'ka'] as const)('a browser without data for %s', (language) => {
  const moment = new Date('2017-03-01T21:30:00Z');
  const native = {
    number: new Intl.NumberFormat(language).format(1234567.5),
    date: (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language, options).format(moment),
  };

  beforeAll(() => loadIntl(language, asInChromium));

  it('formats numbers as one with data does', () => {
    expect(createNumberFormat(language).format(1234567.5)).toBe(native.number);
  });

  it('names countries', () => {
    const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    for (const code of ['AM', 'GE', 'BG', 'RU', 'DE', 'US'])
      expect(findCountryName(language, code)).toBe(names.of(code));
    expect(findCountryName(language, 'QX')).toBeNull();
  });

  it.each(['UTC', 'Asia/Yerevan', 'America/New_York'])('formats moments on the clock of %s', (timeZone) => {
    const options = { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' } as const;
    expect(createDateFormat(language, timeZone, options).format(moment)).toBe(native.date({ ...options, timeZone }));
  });

  it.each(Array.from({ length: 12 }, (_, month) => month))('names month %i', (month) => {
    const day = new Date(Date.UTC(2017, month, 15));
    const options = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
    for (const wanted of [options, { month: 'long', year: 'numeric', timeZone: 'UTC' } as const])
      expect(createDateFormat(language, 'UTC', wanted).format(day)).toBe(
        new Intl.DateTimeFormat(language, wanted).format(day),
      );
  });
});

describe('the clock on a wall', () => {
  it('follows summer time and crosses midnight', () => {
    expect(toWallClock(new Date('2026-03-29T01:30:00Z'), 'Europe/Sofia').toISOString()).toBe(
      '2026-03-29T04:30:00.000Z',
    );
    expect(toWallClock(new Date('2026-01-01T22:30:00Z'), 'Europe/Sofia').toISOString()).toBe(
      '2026-01-02T00:30:00.000Z',
    );
  });
});
