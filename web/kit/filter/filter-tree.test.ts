import { expect, test } from 'vitest';
import type { Filter } from '../../../shared/filter/filter.ts';
import { operators } from '../../../shared/filter/filter.ts';
import { appendAt, both, fromGroup, isFilter, replaceAt, simplify, toRoot } from './filter-tree.ts';

const yerevan: Filter = { field: 'address.city', op: 'is', value: 'Yerevan' };
const large: Filter = { field: 'amount', op: 'atLeast', value: 1000 };
const mine: Filter = { field: 'owner', op: 'is', value: '@me' };

test('any filter opens in the builder as a group and comes out as it was', () => {
  for (const filter of [
    yerevan,
    { all: [yerevan, large] },
    { any: [yerevan, { all: [large, mine] }] },
    { not: yerevan },
  ]) {
    expect(simplify(fromGroup(toRoot(filter)))).toEqual(filter);
  }
});

test('"none of" several conditions is read back as that', () => {
  const filter = fromGroup({ mode: 'not', children: [yerevan, large] });
  expect(filter).toEqual({ not: { any: [yerevan, large] } });
  expect(toRoot(filter)).toEqual({ mode: 'not', children: [yerevan, large] });
});

test('groups left empty disappear, a filter of nothing is no filter', () => {
  expect(simplify({ all: [yerevan, { any: [] }] })).toEqual(yerevan);
  expect(simplify({ all: [{ any: [{ all: [] }] }] })).toBeUndefined();
});

test('a condition deep inside is replaced, taken away and added', () => {
  const root = toRoot({ all: [yerevan, { any: [large] }] });
  expect(replaceAt(root, [1, 0], mine).children[1]).toEqual({ any: [mine] });
  expect(replaceAt(root, [1, 0], null).children[1]).toEqual({ any: [] });
  expect(appendAt(root, [1], mine).children[1]).toEqual({ any: [large, mine] });
});

test('what a list is fixed to holds together with what is asked for', () => {
  expect(both(mine, large)).toEqual({ all: [mine, large] });
  expect(both(undefined, large)).toEqual(large);
});

test('a damaged link is no filter', () => {
  expect(isFilter({ all: [yerevan, { any: [large] }] })).toBe(true);
  for (const damaged of [null, 'x', [], { all: [{}] }, { field: 'name' }, { not: 1 }])
    expect(isFilter(damaged)).toBe(false);
});

test('a link with an operator there is not is no filter, wherever it stands', () => {
  for (const op of ['day', 'toString', 'equals', '', 1]) {
    for (const damaged of [
      { field: 'name', op },
      { not: { field: 'name', op } },
      { was: { field: 'score', op, value: 1 } },
    ])
      expect(isFilter(damaged)).toBe(false);
  }
  expect(isFilter({ was: { field: 'score', op: 'greaterThan', value: 1 } })).toBe(true);
  expect(operators.filter((op) => !isFilter({ field: 'name', op }))).toEqual([]);
});
