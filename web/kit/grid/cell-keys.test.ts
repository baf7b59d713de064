import { expect, test } from 'vitest';
import { besides, type CellKey, readCellKey } from './cell-keys.ts';

const bounds = { rows: 5, columns: 3, page: 4 };
const at = { row: 2, column: 1 };
const key = (name: string, more: Partial<CellKey> = {}): CellKey => ({
  ...{ key: name, code: '', shiftKey: false, ctrlKey: false, metaKey: false, altKey: false },
  ...more,
});
const go = (row: number, column: number, extend = false) => ({ do: 'go', to: { row, column }, extend });

test.each([
  ['ArrowUp', {}, go(1, 1)],
  ['ArrowDown', { shiftKey: true }, go(3, 1, true)],
  ['ArrowLeft', { ctrlKey: true }, go(2, 0)],
  ['ArrowRight', { metaKey: true }, go(2, 2)],
  ['ArrowDown', { ctrlKey: true }, go(4, 1)],
  ['Home', {}, go(2, 0)],
  ['End', { ctrlKey: true, shiftKey: true }, go(4, 2, true)],
  ['PageDown', {}, go(4, 1)],
  ['PageUp', {}, go(0, 1)],
  ['Tab', {}, go(2, 2)],
  ['Tab', { shiftKey: true }, go(2, 0)],
  ['Enter', {}, { do: 'edit' }],
  ['Enter', { ctrlKey: true }, { do: 'open' }],
  ['F2', {}, { do: 'edit' }],
  ['д', { code: 'KeyL' }, { do: 'edit', typed: 'д' }],
  ['€', { altKey: true, ctrlKey: true }, { do: 'edit', typed: '€' }],
  [' ', {}, { do: 'toggle' }],
  [' ', { shiftKey: true }, { do: 'select' }],
  ['Delete', {}, { do: 'clear' }],
  ['я', { ctrlKey: true, code: 'KeyZ' }, { do: 'undo' }],
  ['Я', { ctrlKey: true, shiftKey: true, code: 'KeyZ' }, { do: 'redo' }],
  ['Escape', {}, { do: 'leave' }],
  ['c', { ctrlKey: true, code: 'KeyC' }, null],
  ['F5', {}, null],
] as const)('%s with %o means %o', (name, more, command) => {
  expect(readCellKey(key(name, more), at, bounds)).toEqual(command);
});

test('Tab goes on in the next row, and at the end out of the grid', () => {
  expect(besides({ row: 1, column: 2 }, 1, bounds)).toEqual({ row: 2, column: 0 });
  expect(besides({ row: 1, column: 0 }, -1, bounds)).toEqual({ row: 0, column: 2 });
  expect(besides({ row: 4, column: 2 }, 1, bounds)).toBeNull();
  expect(readCellKey(key('Tab', { shiftKey: true }), { row: 0, column: 0 }, bounds)).toBeNull();
});
