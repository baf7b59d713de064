import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rowDisplacement } from './row-displacement.ts';

const rows = ['a', 'b', 'c', 'd', 'e', 'f'];

describe('the visible rows', () => {
  test('moved by what came above them', () => {
    expect(rowDisplacement(rows, ['x', 'y', ...rows], 2, 5)).toBe(2);
    expect(rowDisplacement(rows, rows.slice(1), 2, 5)).toBe(-1);
  });

  test('stand where they stood when one of them moves away, or something comes below', () => {
    expect(rowDisplacement(rows, ['a', 'b', 'd', 'e', 'f', 'c'], 0, 2)).toBe(0);
    expect(rowDisplacement(rows, [...rows, 'x'], 2, 5)).toBe(0);
  });

  test('move with most of them when a row below is pulled up above them', () => {
    expect(rowDisplacement(rows, ['f', 'a', 'b', 'c', 'd', 'e'], 1, 4)).toBe(1);
  });

  test('have not moved when they are all gone', () => {
    expect(rowDisplacement(rows, ['x', 'y'], 0, 3)).toBe(0);
    expect(rowDisplacement([], rows, 0, 3)).toBe(0);
  });

  test('move by the number of rows put above, wherever one looks', () => {
    const id = fc.nat(1_000).map(String);
    const ids = fc.uniqueArray(id, { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(ids, fc.uniqueArray(id, { maxLength: 10 }), fc.nat(30), (before, added, from) => {
        const news = added.filter((id) => !before.includes(id));
        fc.pre(from < before.length);
        expect(rowDisplacement(before, [...news, ...before], from, from + 10)).toBe(news.length);
      }),
    );
  });
});
