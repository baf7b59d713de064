import { expect, test } from 'vitest';
import type { NamedField } from '../data/named-field.ts';
import { layOutGrid } from './column-width.ts';

const fields: readonly NamedField[] = [
  { name: 'name', kind: 'text' },
  { name: 'amount', kind: 'number' },
  { name: 'city', kind: 'text' },
];
const layOut = (options: Parameters<typeof layOutGrid>[3]) => layOutGrid(fields, 'name', ({ name }) => name, options);

test('the first column stays and shares what is left over, as all others do', () => {
  expect(layOut({})).toEqual({
    template: '44px minmax(260px, 2fr) minmax(110px, 0.7fr) minmax(150px, 1.4fr)',
    minWidth: 564,
    lefts: [44],
  });
  expect(layOut({ frozen: 0 }).lefts).toEqual([]);
});

test('columns that stay stand beside each other, each as wide as it is told', () => {
  const { template, lefts } = layOut({ frozen: 3, widths: { amount: 90 } });
  expect(lefts).toEqual([44, 304, 394]);
  expect(template).toBe('44px 260px 90px minmax(150px, 1.4fr)');
});

test('no more stay than leave room for the others, but always the first', () => {
  expect(layOut({ frozen: 3, room: 420 }).lefts).toEqual([44, 304]);
  expect(layOut({ frozen: 3, room: 100 }).lefts).toEqual([44]);
});
