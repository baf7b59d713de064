import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { harmlessCell, unharmedCell } from './spreadsheet-cell.ts';

describe('a cell of a spreadsheet', () => {
  it.each(['=1+1', '+374 10', '-5', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1+1', '＋1', '－1', '＠SUM(A1)', "'=1"])(
    'that would be run is a text: %j',
    (cell) => expect(harmlessCell(cell)).toBe(`'${cell}`),
  );

  it.each(['Acme', "it's", "'quoted'", '', ' =1', '5-3', 'a=b'])('that is one stays as it is: %j', (cell) => {
    expect([harmlessCell(cell), unharmedCell(cell)]).toEqual([cell, cell]);
  });

  it('comes back as it was, whatever it was', () => {
    const letter = fc.constantFrom("'", '=', '+', '-', '@', '＝', '\t', '\n', 'a', 'Ж');
    fc.assert(
      fc.property(fc.string({ unit: letter, maxLength: 6 }), (cell) => {
        expect(unharmedCell(harmlessCell(cell))).toBe(cell);
      }),
    );
  });
});
