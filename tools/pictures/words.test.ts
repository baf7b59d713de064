import { expect, it } from 'vitest';
import { createEnglishFinder, findRaw, listRawOptions, readLanguage } from './words.mjs';

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
