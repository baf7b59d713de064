import { expect, it } from 'vitest';
import { foldText } from '../text/fold.ts';
import { matchesSearch } from './search-text.ts';

const text = foldText('Hayk Grigoryan\nhayk.g@ararat.am\n+374 91 12-34-56\nԵրևան');

it.each([
  // Three letters or digits in a row are found anywhere.
  ['yan', true],
  ['123', false],
  ['12-34', true],
  ['rat.am', true],
  // What is shorter begins a word, a line or the text.
  ['gr', true],
  ['ry', false],
  ['ha', true],
  ['ay', false],
  ['91', true],
  ['37', false],
  ['+3', true],
  ['ե', true],
  ['ր', false],
  // A longer word beside them lets the short ones stand anywhere.
  ['grig ay', true],
  ['ha gr', true],
  ['ha ry', false],
  ['', true],
])('"%s" is found: %s', (query, isFound) => {
  expect(matchesSearch(query, text)).toBe(isFound);
});

it.each([
  ['grigorian', true],
  ['Григориян', true],
  ['Grigoran hayk', true],
  ['grigoran hovik', false],
  ['grigoraan masis', false],
  ['erevam', true],
  ['hyak', false],
  ['912134', false],
  ['one grigoran two three', false],
])('with one typing error in each longer word "%s" is found: %s', (query, isFound) => {
  expect(matchesSearch(query, text, true)).toBe(isFound);
});
