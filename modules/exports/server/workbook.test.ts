import { readSheet } from 'read-excel-file/node';
import { expect, it } from 'vitest';
import { polyglots } from '../../../server/testing/polyglots.ts';
import { sheetCell, textOfSheet } from './sheet-cells.ts';
import { type SheetCell, writeWorkbook } from './workbook.ts';

const text = (value: string): SheetCell => ({ kind: 'text', text: value });

async function* given(...rows: readonly (readonly SheetCell[])[]) {
  yield rows;
}

async function bytesOf(rows: AsyncIterable<readonly (readonly SheetCell[])[]>, headings: readonly string[]) {
  const parts: Uint8Array[] = [];
  const sheet = { name: 'Deals: [all] / "mine"', about: 'E1 <&>', headings, rows };
  for await (const part of writeWorkbook(sheet)) parts.push(part);
  return Buffer.concat(parts);
}

it('a workbook has numbers as numbers, days as days, and text as it was, whatever it looks like', async () => {
  const odd = [...polyglots, '<c>&amp;"\'', ' spaces ', 'two\nlines', '+37491123456', '007', 'Հայկ გიორგი Иван 🙂'];
  const typed: readonly SheetCell[] = [
    { kind: 'number', number: '-12.5' },
    { kind: 'amount', number: '1250000.50' },
    { kind: 'day', text: '2026-02-28' },
    { kind: 'moment', text: '2026-02-28 13:45' },
    { kind: 'day', text: '1066-10-14' },
    text(''),
  ];
  const content = await bytesOf(given(typed, ...odd.map((one) => [text(one)])), ['=A', 'B', 'C', 'D', 'E', 'F']);
  const [headings, first, ...rest] = await readSheet(content, { trim: false });
  expect(headings).toEqual(['=A', 'B', 'C', 'D', 'E', 'F']);
  expect(first).toEqual([-12.5, 1250000.5, new Date('2026-02-28'), expect.any(Date), '1066-10-14', null]);
  expect(Math.round(Number(first?.[3]) / 1000)).toBe(Date.parse('2026-02-28T13:45:00Z') / 1000);
  const said = rest.map((row) => row[0]);
  // XML knows no control characters but these three.
  const kept = odd.map((one) => one.replaceAll(/[^\t\n\r\x20-\uffff]/g, ''));
  expect(said).toEqual(kept);
});

it('what a spreadsheet can not keep exactly is text, and so is what a formula could not work out', () => {
  const number = { kind: 'number', scale: 2 } as const;
  expect(sheetCell(number, 12.5, String)).toEqual({ kind: 'number', number: '12.5' });
  expect(sheetCell(number, '1234567890123456.5', String)).toEqual(text('1234567890123456.5'));
  expect(sheetCell(number, { error: 'divisionByZero' }, () => 'divisionByZero')).toEqual(text('divisionByZero'));
  expect(sheetCell(number, null, () => '')).toEqual(text(''));
  expect(sheetCell({ kind: 'text' }, '2026-02-28', String)).toEqual(text('2026-02-28'));
  expect([textOfSheet('=1'), textOfSheet("'=1")]).toEqual(['=1', "''=1"]);
});

it('a workbook of any length leaves while its rows are still being read', async () => {
  const pages = 100;
  let read = 0;
  async function* rows() {
    for (; read < pages; read++)
      yield Array.from({ length: 200 }, (_, at) => [text(`Crate ${read} ${at} ${Math.sin(read * 200 + at)}`)]);
  }
  const parts: Uint8Array[] = [];
  let readAtFirst = pages;
  for await (const part of writeWorkbook({ name: 'Crates', about: '', headings: ['Name'], rows: rows() })) {
    if (parts.push(part) === 1) readAtFirst = read;
  }
  expect(readAtFirst).toBeLessThan(pages / 2);
  const lines = await readSheet(Buffer.concat(parts));
  expect([lines.length, String(lines.at(-1)?.[0])]).toEqual([20_001, expect.stringMatching(/^Crate 99 199 /)]);
});
