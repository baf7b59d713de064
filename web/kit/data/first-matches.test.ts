import { expect, test } from 'vitest';
import { firstMatches } from './first-matches.ts';

const group = (name: string, count: number) => ({
  group: name,
  items: Array.from({ length: count }, (_, index) => ({ value: `${name}${index}`, label: `${name} ${index}` })),
});
const taken = (search: string, limit: number) =>
  firstMatches({ options: [group('Own', 3), group('Partner', 3), group('Owner', 3)] as never, search, limit }).map(
    (found) => ('group' in found ? [found.group, found.items.length] : found.label),
  );

test('so many options are offered in all, whatever groups they are of', () => {
  expect(taken('', 5)).toEqual([
    ['Own', 3],
    ['Partner', 2],
  ]);
  expect(taken(' own', 4)).toEqual([
    ['Own', 3],
    ['Owner', 1],
  ]);
  expect(taken('nothing', 5)).toEqual([]);
});
