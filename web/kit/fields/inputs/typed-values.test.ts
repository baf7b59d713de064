import { describe, expect, test } from 'vitest';
import { dayPattern, parseDay, readDay, readMoment } from './day-text.ts';
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

describe('a day may be said in words, in any language, on a Wednesday', () => {
  const today = '2026-03-04';
  test.each([
    ['today', '2026-03-04'],
    ['Завтра', '2026-03-05'],
    ['утре', '2026-03-05'],
    ['վաղը', '2026-03-05'],
    ['ხვალ', '2026-03-05'],
    ['послезавтра', '2026-03-06'],
    ['yesterday', '2026-03-03'],
    ['+3', '2026-03-07'],
    ['-1', '2026-03-03'],
    ['in 2 weeks', '2026-03-18'],
    ['2w', '2026-03-18'],
    ['in a month', '2026-04-04'],
    ['next week', '2026-03-11'],
    ['через 3 дня', '2026-03-07'],
    ['через неделю', '2026-03-11'],
    ['след 2 седмици', '2026-03-18'],
    ['след седмица', '2026-03-11'],
    ['3 օրից', '2026-03-07'],
    ['մեկ շաբաթից', '2026-03-11'],
    ['2 კვირაში', '2026-03-18'],
    ['თვეში', '2026-04-04'],
    ['5 дней назад', '2026-02-27'],
    ['преди 3 дни', '2026-03-01'],
    ['monday', '2026-03-09'],
    // The next one, not today.
    ['wed', '2026-03-11'],
    ['в пятницу', '2026-03-06'],
    ['петък', '2026-03-06'],
    // A week in Russian, Sunday in Bulgarian.
    ['неделя', '2026-03-08'],
    ['ուրբաթ', '2026-03-06'],
    ['ორშაბათს', '2026-03-09'],
    ['1.3.17', '2017-03-01'],
  ])('%s is %s', (typed, day) => expect(readDay(typed, 'ru', today)).toBe(day));

  test.each(['soon', 'in 2', 'week', '3', 'in many days', 'через 3 дня потом', '+1000', ''])('%s is no day', (typed) =>
    expect([readDay(typed, 'en', today), readMoment(typed, 'en', today)]).toEqual([null, null]),
  );

  test.each([
    ['tomorrow 10', '2026-03-05', '10:00'],
    ['tomorrow at 2pm', '2026-03-05', '14:00'],
    ['завтра в 9:30', '2026-03-05', '09:30'],
    ['утре в 10 часа', '2026-03-05', '10:00'],
    ['վաղը ժամը 10:00-ին', '2026-03-05', '10:00'],
    ['ხვალ 10:00 საათზე', '2026-03-05', '10:00'],
    ['24.11.2026 14:00', '2026-11-24', '14:00'],
    ['в пятницу, 8', '2026-03-06', '08:00'],
    ['in 3 days 12am', '2026-03-07', '00:00'],
  ])('%s is %s at %s', (typed, day, clock) => expect(readMoment(typed, 'ru', today)).toEqual({ day, clock }));

  test('an hour that no clock shows makes it no moment, and a day alone has none', () => {
    expect(['tomorrow 25', 'tomorrow 10:75', 'tomorrow 13pm'].map((one) => readMoment(one, 'en', today))).toEqual([
      ...[null, null, null],
    ]);
    expect(readMoment('1 3 17', 'ru', today)).toEqual({ day: '2017-03-01' });
  });
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
