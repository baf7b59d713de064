import { expect, it } from 'vitest';
import { safeNext } from './next-address.ts';

it.each([
  ['/deals?sort=-amount', '/deals?sort=-amount'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example', '/'],
  ['javascript:alert(1)', '/'],
  [undefined, '/'],
])('after signing in, %s leads to %s', (asked, expected) => {
  expect(safeNext(asked)).toBe(expected);
});
