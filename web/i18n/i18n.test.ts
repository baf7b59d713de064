import { describe, expect, it } from 'vitest';
import type { Language } from '../../shared/nouns/metadata.ts';
import type { Texts } from '../module.ts';
import { createTranslations } from './i18n.ts';

const english: Texts = {
  count_one: '{{count, number}} deal',
  count_other: '{{count, number}} deals',
  errors: { lostReasonRequired: 'Say why it was lost' },
};
const russian: Texts = {
  count_one: '{{count, number}} сделка',
  count_few: '{{count, number}} сделки',
  count_many: '{{count, number}} сделок',
  count_other: '{{count, number}} сделки',
  errors: { lostReasonRequired: 'Укажите причину' },
};
const deals = { name: 'deals', load: async (language: Language) => ({ deals: language === 'ru' ? russian : english }) };
const people = {
  name: 'people',
  load: async () => ({ people: { errors: { nameRequired: 'Name them' }, nouns: { person: { one: 'Person' } } } }),
};

describe('translations', () => {
  it('choose the plural form of the language and its figures', async () => {
    const { i18n, changeLanguage } = await createTranslations([deals], 'en');
    expect(i18n.t('deals:count', { count: 1 })).toBe('1 deal');
    await changeLanguage('ru');
    const shown = [1, 3, 5, 21, 1234567].map((count) => i18n.t('deals:count', { count }).replace(/\s/g, ' '));
    expect(shown).toEqual(['1 сделка', '3 сделки', '5 сделок', '21 сделка', '1 234 567 сделок']);
  });

  it('know Armenian and Georgian plurals without data of their own', () => {
    expect([0, 1, 2].map((count) => new Intl.PluralRules('hy').select(count))).toEqual(['one', 'one', 'other']);
    expect([0, 1, 2].map((count) => new Intl.PluralRules('ka').select(count))).toEqual(['other', 'one', 'other']);
  });

  it('share the errors and nouns that modules declare', async () => {
    const { i18n } = await createTranslations([deals, people], 'en');
    expect(i18n.t('errors:lostReasonRequired')).toBe('Say why it was lost');
    expect(i18n.t('errors:nameRequired')).toBe('Name them');
    expect(i18n.t('nouns:person.one')).toBe('Person');
  });

  it('try again when a language could not be loaded', async () => {
    let failures = 1;
    const shaky = {
      name: 'shaky',
      load: async (language: Language): Promise<Record<string, Texts>> => {
        if (language === 'bg' && failures-- > 0) throw new TypeError('Failed to fetch');
        return { shaky: language === 'bg' ? { word: 'дума' } : english };
      },
    };
    const { i18n, changeLanguage } = await createTranslations([shaky], 'en');
    await expect(changeLanguage('bg')).rejects.toThrow('Failed to fetch');
    expect(i18n.language).toBe('en');
    await changeLanguage('bg');
    expect(i18n.t('shaky:word')).toBe('дума');
  });
});
