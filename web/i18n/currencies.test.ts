import { describe, expect, it } from 'vitest';
import { guessCurrency, listCurrencies } from './currencies.ts';
import { listTimeZones } from './time-zones.ts';

describe('choosing money and clock', () => {
  it('offers every currency once, by its name in the language', () => {
    const currencies = listCurrencies('ru');
    expect(currencies.find(({ code }) => code === 'AMD')?.name).toBe('армянский драм');
    const known = new Set(Intl.supportedValuesOf('currency'));
    expect(currencies.filter(({ code }) => !known.has(code))).toEqual([]);
    expect(new Set(currencies.map(({ code }) => code)).size).toBe(currencies.length);
  });

  it('guesses the currency from the time zone', () => {
    expect(
      ['Asia/Yerevan', 'Asia/Tbilisi', 'Europe/Sofia', 'Europe/Moscow', 'America/Chicago'].map(guessCurrency),
    ).toEqual(['AMD', 'GEL', 'EUR', 'RUB', 'USD']);
  });

  it('offers the browser’s own zone even when it is an old name', () => {
    expect(listTimeZones('Asia/Calcutta').some(({ name }) => name === 'Asia/Calcutta')).toBe(true);
    expect(listTimeZones('UTC').find(({ name }) => name === 'Asia/Yerevan')?.label).toBe('Asia/Yerevan (GMT+4)');
  });
});
