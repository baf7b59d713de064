import { expect, test } from 'vitest';
import { spreadBlock } from './spread-block.ts';

const bounds = { rows: 4, columns: 3 };
const spread = (rows: number, columns: number, [top, left, bottom, right]: readonly [number, number, number, number]) =>
  spreadBlock({ rows, columns }, { top, left, bottom, right }, bounds).map(
    ({ row, column, from }) => `${row}.${column}<${from.row}.${from.column}`,
  );

test('a block goes where the active cell is, beyond what is chosen too', () => {
  expect(spread(2, 2, [1, 1, 1, 1])).toEqual(['1.1<0.0', '1.2<0.1', '2.1<1.0', '2.2<1.1']);
});

test('one cell fills all that is chosen, and a row as many rows as are', () => {
  expect(spread(1, 1, [0, 0, 1, 1])).toEqual(['0.0<0.0', '0.1<0.0', '1.0<0.0', '1.1<0.0']);
  expect(spread(1, 2, [0, 0, 1, 1])).toEqual(['0.0<0.0', '0.1<0.1', '1.0<0.0', '1.1<0.1']);
  expect(spread(2, 1, [0, 0, 2, 0])).toEqual(['0.0<0.0', '1.0<1.0']);
});

test('what would stand beyond the last row or column is left out', () => {
  expect(spread(2, 2, [3, 2, 3, 2])).toEqual(['3.2<0.0']);
});
