import { expect, it } from 'vitest';
import type { NameQuestion } from '../../contract/index.ts';
import { asWritten, nameOptions, shownChoice } from './name-options.ts';
import { needsLook } from './needs-look.ts';

const gtx: NameQuestion = {
  ...{ header: 'product', value: 'GTXPro', kind: 'normalised', name: 'GTX Pro' },
  ...{ suggestions: ['GTX Plus Pro'], rows: 1480 },
};
const newcomer: NameQuestion = { ...gtx, kind: 'new', name: 'GTXPro', suggestions: [] };

it('shows what a name is taken for until the person decides otherwise', () => {
  expect(shownChoice(gtx, undefined)).toBe('GTX Pro');
  expect(shownChoice(gtx, 'GTX Plus Pro')).toBe('GTX Plus Pro');
  expect(shownChoice(gtx, '')).toBe(asWritten);
  expect(shownChoice(newcomer, undefined)).toBe(asWritten);
  expect(shownChoice({ ...gtx, kind: 'unknown', name: null }, undefined)).toBeNull();
});

it('offers what it is taken for, what was decided and what looks alike, each once', () => {
  expect(nameOptions(gtx, undefined)).toEqual(['GTX Pro', 'GTX Plus Pro']);
  expect(nameOptions(gtx, 'GTX Basic')).toEqual(['GTX Pro', 'GTX Basic', 'GTX Plus Pro']);
  expect(nameOptions(newcomer, '')).toEqual([]);
});

it('asks for a look at every name but those that are plainly new', () => {
  expect(needsLook(gtx)).toBe(true);
  expect(needsLook(newcomer)).toBe(false);
  expect(needsLook({ ...newcomer, suggestions: ['GTX Pro'] })).toBe(true);
});
