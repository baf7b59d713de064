import { expect, it } from 'vitest';
import { findCircle } from './chunk-circles.ts';

const filesOf = (imports: Readonly<Record<string, readonly string[]>>) => new Map(Object.entries(imports));

it('finds files that wait for one another, by however many others', () => {
  const files = filesOf({ page: ['inputs'], inputs: ['choices', 'react'], choices: ['common'], common: ['inputs'] });
  expect(findCircle(files)).toEqual(['inputs', 'choices', 'common']);
});

it('takes no file for waiting that is only needed by several', () => {
  const files = filesOf({ page: ['inputs', 'common'], other: ['common', 'inputs'], inputs: ['common'], common: [] });
  expect(findCircle(files)).toBeNull();
});
