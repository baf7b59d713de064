import { describe, expect, test } from 'vitest';
import { dayPattern, parseDay } from './day-text.ts';
import { editableDecimal, keepNumeric, parseDecimal } from './decimal-text.ts';
import { fromZonedParts, toZonedParts } from './zoned-time.ts';

describe('a number is understood as people of the language type it', () => {
  test.each([
    ['1 234,50', 'ru', '1234.50'],
    ['1.234,5', 'bg', '1234.5'],
    ['1,234.50', 'en', '1234.50'],
    ['1,234', 'en', '1234'],
    ['1,234', 'hy', '1.234'],
    ['1,234,567', 'en', '1234567'],
    ['−5', 'ka', '-5'],
    ['007', 'en', '7'],
    ['.5', 'en', '0.5'],
    ['90071992547409931.07', 'en', '90071992547409931.07'],
  ])('%s in %s is %s', (typed, language, decimal) => expect(parseDecimal(typed, language)).toBe(decimal));

  test.each(['', '-', '1-2', ',', 'abc'])('%s is no number', (typed) => expect(parseDecimal(typed, 'en')).toBeNull());

  test('letters are not typed at all, and a decimal is edited with the sign of the language', () => {
    expect(keepNumeric('1a2,5 €')).toBe('12,5 ');
    expect(editableDecimal('12.5', 'ru')).toBe('12,5');
  });
});

describe('a day is understood as it is typed', () => {
  test.each([
    ['1.3.17', 'ru', '2017-03-01'],
    ['01/03/2017', 'bg', '2017-03-01'],
    ['2017-3-1', 'hy', '2017-03-01'],
    ['5.6.64', 'ka', '1964-06-05'],
  ])('%s in %s is %s', (typed, language, day) => expect(parseDay(typed, language)).toBe(day));

  test.each(['31.2.2026', '1.13.2026', '1.1', 'tomorrow', ''])('%s is no day', (typed) =>
    expect(parseDay(typed, 'ru')).toBeNull(),
  );
});

describe('a moment is set on the clock of the workspace', () => {
  test('to the hour in Yerevan and in Sofia on either side of summer time', () => {
    expect(fromZonedParts('2026-11-21', '09:30', 'Asia/Yerevan')).toBe('2026-11-21T05:30:00.000Z');
    expect(fromZonedParts('2026-03-28', '12:00', 'Europe/Sofia')).toBe('2026-03-28T10:00:00.000Z');
    expect(fromZonedParts('2026-03-30', '12:00', 'Europe/Sofia')).toBe('2026-03-30T09:00:00.000Z');
  });

  test('and is shown as it was set', () => {
    const moment = fromZonedParts('2026-07-01', '23:45', 'Europe/Sofia');
    expect(toZonedParts(moment, 'Europe/Sofia')).toEqual(['2026-07-01', '23:45']);
  });
});

test('a day is asked for in the letters of the language', () => {
  expect(['ru', 'hy', 'ka'].map(dayPattern)).toEqual(['ДД.ММ.ГГГГ', 'ՕՕ.ԱԱ.ՏՏՏՏ', 'დდ.თთ.წწწწ']);
});
