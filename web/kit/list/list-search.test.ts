import { expect, test } from 'vitest';
import { nextSort, parseListSearch } from './list-search.ts';

test('a link reproduces the list: order, filter, search, columns, bin', () => {
  const search = {
    sort: '-amount',
    filter: { field: 'stage', op: 'is', value: 'won' },
    search: 'Հայկ',
    columns: ['name', 'amount'],
    deleted: true,
  };
  expect(parseListSearch(search)).toEqual(search);
});

test('what does not fit is left out instead of breaking the page', () => {
  expect(parseListSearch({ sort: 'x; drop', filter: { all: 1 }, search: 2026, columns: [1], deleted: 'yes' })).toEqual({
    search: '2026',
  });
});

test('a click on a header sorts up, then down, then as it was', () => {
  expect(nextSort('-createdAt', 'amount')).toBe('amount');
  expect(nextSort('amount', 'amount')).toBe('-amount');
  expect(nextSort('-amount', 'amount')).toBeUndefined();
});
