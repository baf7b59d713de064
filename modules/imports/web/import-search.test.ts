import { expect, it } from 'vitest';
import { parseImportSearch } from './import-search.ts';

const id = '0190b6f0-0000-7000-8000-00000000000a';

it('goes on with the import and the step of a link', () => {
  expect(parseImportSearch({ id, step: 'check', target: 'deal' })).toEqual({ id, step: 'check' });
  expect(parseImportSearch({ id })).toEqual({ id });
});

it('begins anew with the noun a list was left with', () => {
  expect(parseImportSearch({ target: 'deal', step: 'check' })).toEqual({ target: 'deal' });
});

it('drops what is no import and no noun', () => {
  expect(parseImportSearch({ id: '../deals', step: 'everything', target: 'deal?x=1' })).toEqual({});
});
