import { expect, it } from 'vitest';

type Texts = ReadonlyMap<string, string>;

// By address, as plain JavaScript that Node itself runs.
const { createEnglishFinder, findRaw, listRawOptions, readLanguage } = (await import(
  new URL('./words.mjs', import.meta.url).href
)) as {
  createEnglishFinder(english: Texts, own: Texts): (texts: readonly string[]) => readonly string[];
  findRaw(texts: readonly string[], options: ReadonlySet<string>): readonly string[];
  listRawOptions(nouns: readonly object[], texts: Texts): ReadonlySet<string>;
  readLanguage(language: string): Texts;
};

const english = readLanguage('en');
const russian = readLanguage('ru');

it('finds what is left in English, and lets names be', () => {
  const findEnglish = createEnglishFinder(english, russian);
  expect(
    findEnglish([english.get('kit:filter.title') ?? '', 'Nothing new here', 'Фильтр', 'Rapport', 'Kutaisi Ceramics']),
  ).toEqual(['Filter', 'Nothing new here']);
});

it('finds what never became a text', () => {
  const nouns = [{ fields: [{ options: ['wonByPrice', 'Won'] }] }];
  const options = listRawOptions(nouns, new Map([['deals:won', 'Won']]));
  const texts = ['undefined', '[object Object]', 'for {{name}}', 'kit:filter.title', 'wonByPrice'];
  expect(findRaw([...texts, 'Won', 'Nino', 'a.b.example', 'nino@a.b.c'], options)).toEqual(texts);
});
