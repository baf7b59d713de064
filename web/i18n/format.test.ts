import type { TFunction } from 'i18next';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { type Language, languages } from '../../shared/nouns/metadata.ts';
import { textSources } from '../texts.ts';
import { createFormat, type Format } from './format.ts';
import { createTranslations, type Translations } from './i18n.ts';

const noon = new Date('2017-03-01T12:00:00Z');
let translations: Translations;

async function formatIn(language: Language, timeZone = 'Asia/Yerevan'): Promise<Format> {
  await translations.changeLanguage(language);
  const t = translations.i18n.t as TFunction;
  return createFormat({ language, timeZone, t, now: () => noon });
}

beforeAll(async () => {
  vi.stubGlobal('navigator', { languages: ['en-GB'] });
  translations = await createTranslations(textSources, 'en');
});

describe('dates', () => {
  it.each([
    ['en', 'March', '1 March 2017'],
    ['ru', 'март', '1 марта 2017 г.'],
    ['bg', 'март', '1 март 2017 г.'],
    ['hy', 'մարտ', '1 մարտի, 2017 թ.'],
    ['ka', 'მარტი', '1 მარტი, 2017'],
  ] as const)('name the month in %s', async (language, month, day) => {
    const format = await formatIn(language);
    expect(format.monthName(3)).toBe(month);
    expect(format.date('2017-03-01', 'long')).toBe(day);
  });

  it('show a moment on the clock of the workspace, a day the same everywhere', async () => {
    const lateEvening = '2017-03-01T21:30:00Z';
    expect((await formatIn('hy', 'Asia/Yerevan')).dateTime(lateEvening)).toBe('2 մրտ, 2017 թ., 01:30');
    expect((await formatIn('hy', 'America/New_York')).dateTime(lateEvening)).toBe('1 մրտ, 2017 թ., 16:30');
    expect((await formatIn('ru', 'America/New_York')).date('2017-03-01')).toBe('1 мар. 2017 г.');
  });

  it('show what is no date as it is', async () => {
    const format = await formatIn('en');
    expect(format.date('soon')).toBe('soon');
    expect(format.relativeDay('soon')).toBe('soon');
  });

  it.each([
    ['en', 'today', 'yesterday', 'in 3 days', '5 days ago'],
    ['ru', 'сегодня', 'вчера', 'через 3 дня', '5 дней назад'],
    ['bg', 'днес', 'вчера', 'след 3 дни', 'преди 5 дни'],
    ['hy', 'այսօր', 'երեկ', '3 օրից', '5 օր առաջ'],
    ['ka', 'დღეს', 'გუშინ', '3 დღეში', '5 დღის წინ'],
  ] as const)('near today are told in words in %s', async (language, today, yesterday, inThree, fiveAgo) => {
    const format = await formatIn(language);
    expect(format.relativeDay('2017-03-01')).toBe(today);
    expect(format.relativeDay('2017-02-28')).toBe(yesterday);
    expect(format.relativeDay('2017-03-04')).toBe(inThree);
    expect(format.relativeDay('2017-02-24')).toBe(fiveAgo);
    expect(format.relativeDay('2017-01-01')).toBe(format.date('2017-01-01'));
  });

  it.each([
    ['en', 'tomorrow at 10:00', '2 days ago at 23:30', '11 Mar 2017, 10:00'],
    ['ru', 'завтра в 10:00', '2 дня назад в 23:30', '11 мар. 2017 г., 10:00'],
    ['bg', 'утре в 10:00', 'преди 2 дни в 23:30', '11.03.2017 г., 10:00'],
    ['hy', 'վաղը՝ ժամը 10:00-ին', '2 օր առաջ՝ ժամը 23:30-ին', '11 մրտ, 2017 թ., 10:00'],
    ['ka', 'ხვალ, 10:00 საათზე', '2 დღის წინ, 23:30 საათზე', '11 მარ. 2017, 10:00'],
  ] as const)('are told with their hour, on the clock of the workspace, in %s', async (language, near, past, far) => {
    const format = await formatIn(language);
    expect(format.relativeMoment('2017-03-02T06:00:00Z')).toBe(near);
    // Still the day before in London, where this is read.
    expect(format.relativeMoment('2017-02-27T19:30:00Z')).toBe(past);
    expect(format.relativeMoment('2017-03-11T06:00:00Z')).toBe(far);
    expect(format.relativeMoment('2017-03-02')).toBe(format.relativeDay('2017-03-02'));
  });

  it('begin the week on Monday, and for Americans on Sunday', async () => {
    for (const language of ['ru', 'bg', 'hy', 'ka'] as const) {
      expect((await formatIn(language)).firstDayOfWeek).toBe(1);
    }
    expect((await formatIn('en')).firstDayOfWeek).toBe(1);
  });
});

describe('numbers', () => {
  const plain = (text: string) => text.replace(/\s/g, ' ');

  it.each([
    ['en', '1,234,567.5', '€1,234.56', '12.5%'],
    ['ru', '1 234 567,5', '1 234,56 €', '12,5 %'],
    ['bg', '1 234 567,5', '1234,56 €', '12,5%'],
    ['hy', '1 234 567,5', '1234,56 €', '12,5%'],
    ['ka', '1 234 567,5', '1234,56 €', '12,5%'],
  ] as const)('are grouped and pointed as in %s', async (language, number, money, percent) => {
    const format = await formatIn(language);
    expect(plain(format.number(1234567.5))).toBe(number);
    expect(plain(format.money({ amount: '1234.56', currency: 'EUR' }))).toBe(money);
    expect(plain(format.percent(0.125))).toBe(percent);
  });

  it.each(languages)('keep every digit of an amount in %s', async (language) => {
    const shown = (await formatIn(language)).money({ amount: '12345678901234567890.12', currency: 'EUR' });
    expect(shown.replace(/\D/g, '')).toBe('1234567890123456789012');
  });

  it('leave out the cents of whole amounts, but where they stand under others that have some', async () => {
    const whole = { amount: '1054.00', currency: 'EUR' };
    const format = await formatIn('en');
    expect(format.money(whole)).toBe('€1,054');
    const t = translations.i18n.t as TFunction;
    const exact = createFormat({ language: 'en', timeZone: 'UTC', t, cents: true });
    expect(exact.money(whole)).toBe('€1,054.00');
    expect(exact.money({ amount: '1054', currency: 'JPY' })).toMatch(/1,054$/);
    expect(exact.money(whole, { compact: true })).toBe(format.money(whole, { compact: true }));
  });
});

describe('names and lists', () => {
  const name = { prefix: 'Dr', given: 'Anna', middle: 'Petrovna', family: 'Ivanova' };

  it('put the family name first in Russian only', async () => {
    expect((await formatIn('ru')).personName(name)).toBe('Ivanova Anna Petrovna');
    expect((await formatIn('bg')).personName(name)).toBe('Dr Anna Petrovna Ivanova');
    expect((await formatIn('hy')).personName({ given: 'Anna' })).toBe('Anna');
  });

  it('are quoted as the language does', async () => {
    const languages = ['en', 'ru', 'bg', 'hy', 'ka'] as const;
    const quoted = await Promise.all(languages.map(async (language) => (await formatIn(language)).quote('a')));
    expect(quoted).toEqual(['“a”', '«a»', '„a“', '«a»', '„a“']);
  });

  it('join a list with the language’s own word', async () => {
    expect((await formatIn('hy')).list(['Anna', 'Karen', 'Lilit'])).toBe('Anna, Karen և Lilit');
    expect((await formatIn('en')).list(['Anna', 'Karen'])).toBe('Anna and Karen');
    expect((await formatIn('en')).list([])).toBe('');
  });
});
