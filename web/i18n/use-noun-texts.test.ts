import { expect, test } from 'vitest';
import type { NounMetadata } from '../../shared/nouns/metadata.ts';
import { nounTexts } from './use-noun-texts.ts';

const declared = {
  company: { one: 'Компания', many: 'Компании', create: 'Новая компания', about: 'Все, с кем вы имеете дело.' },
  deal: { one: 'Сделка', many: 'Сделки', fields: { company: 'Компания', buyers: 'Компании', payer: 'Плательщик' } },
};
const t = ((_key: string, { noun }: { noun: string }) => `Добавить: ${noun}`) as never;
const toCompany = (name: string) => ({ name, kind: 'relation', to: 'company' });
const nouns = (company: object) =>
  [
    { name: 'company', fields: [], ...company },
    { name: 'deal', fields: [toCompany('company'), toCompany('buyers'), toCompany('payer')] },
  ] as unknown as readonly NounMetadata[];
const said = (company: object) => nounTexts(nouns(company), declared, 'ru', { t });

test('a noun of a module is called as the workspace says in this language, and fields that bear its name follow', () => {
  const label = {
    one: { ru: 'Гостиница' },
    many: { ru: 'Гостиницы', en: 'Hotels' },
    about: { en: 'Where guests stay.' },
  };
  expect(said({ label })).toEqual({
    company: { one: 'Гостиница', many: 'Гостиницы', create: 'Добавить: Гостиница', fields: {} },
    deal: { fields: { company: 'Гостиница', buyers: 'Гостиницы' } },
  });
});

test('what is said in another language only changes nothing, unless the noun has no other words', () => {
  const label = { one: { en: 'Hotel' }, many: { en: 'Hotels' }, create: { en: 'New hotel' } };
  expect(said({ label })).toEqual({ company: { fields: {} }, deal: { fields: {} } });
  expect(said({ label, custom: true }).company).toEqual({
    ...{ one: 'Hotel', many: 'Hotels', create: 'New hotel', fields: {} },
  });
  const { create: _, ...unsaid } = label;
  expect(said({ label: unsaid, custom: true }).company).toMatchObject({ create: 'Добавить: Hotel' });
});
