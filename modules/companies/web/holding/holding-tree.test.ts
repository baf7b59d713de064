import { expect, test } from 'vitest';
import { addUp } from './add-up.ts';
import { treeLines } from './holding-tree.ts';

test('each company stands after its parent, as deep as it lies', () => {
  const of = (id: string, parent: string | null) => ({ id, name: id.toUpperCase(), parent });
  const lines = treeLines([of('head', null), of('a', 'head'), of('b', 'head'), of('a1', 'a')]);
  expect(lines.map(({ id, level }) => [id, level])).toEqual([
    ['head', 0],
    ['a', 1],
    ['a1', 2],
    ['b', 1],
  ]);
});

test('figures of some of them are added up, amounts by their currency', () => {
  const key = (id: string) => ({ id, label: id });
  const won = (id: string, amount: string, currency = 'EUR') => ({
    keys: [key(id), 'won'],
    values: [1, [{ amount, currency }]],
  });
  const deals = [
    won('a', '10.10'),
    won('b', '0.20'),
    won('b', '5', 'AMD'),
    { keys: [key('a'), 'open'], values: [3, []] },
  ];
  const people = [{ keys: [key('a')], values: [4] }];
  expect(addUp(['a', 'b'], deals, people)).toEqual({
    ...{ open: 3, people: 4 },
    won: [
      { currency: 'EUR', amount: '10.30' },
      { currency: 'AMD', amount: '5.00' },
    ],
  });
  expect(addUp(['c'], deals, people)).toEqual({ open: 0, people: 0, won: [] });
});
