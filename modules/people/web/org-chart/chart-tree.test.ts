import { expect, test } from 'vitest';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { type ChartNode, chartOf, isDrawn } from './chart-tree.ts';

const one = (id: string, reportsTo: string | null = null, more: object = {}) =>
  ({ id, version: 1, reportsTo: reportsTo ? { id: reportsTo } : null, ...more }) as unknown as AnyRecord;
const shape = (nodes: readonly ChartNode[]): unknown => nodes.map(({ person, below }) => [person.id, shape(below)]);

test('everybody stands below whom they report to, and at the top who reports to nobody here', () => {
  const people = [one('b', 'a'), one('a'), one('c', 'b'), one('d', 'somebody elsewhere')];
  expect(shape(chartOf(people))).toEqual([
    ['a', [['b', [['c', []]]]]],
    ['d', []],
  ]);
});

test('a chart is there once somebody reports to somebody or plays a part in the decision', () => {
  expect(isDrawn([one('a'), one('b')])).toBe(false);
  expect(isDrawn([one('a'), one('b', 'a')])).toBe(true);
  expect(isDrawn([one('a', null, { decisionRole: 'pays' })])).toBe(true);
});
