import { expect, test } from 'vitest';
import { lessOf, shareOf, yearsOf } from './money-figures.ts';

const euro = (amount: string) => ({ amount, currency: 'EUR' });
const dram = (amount: string) => ({ amount, currency: 'AMD' });

test('what was credited is taken from what was invoiced in the same currency, and from no other', () => {
  expect(lessOf([euro('100.00'), dram('9000.00')], [euro('0.30')])).toEqual([euro('99.70'), dram('9000.00')]);
  expect(lessOf([], [euro('1.00')])).toEqual([]);
});

test('the last five years that have any stand in their order, each with its sums', () => {
  const group = (year: string, amount: string) => ({ keys: [`${year}-01-01`], values: [[euro(amount)], []] });
  const years = yearsOf([
    ...['2026', '2019', '2021', '2022', '2023', '2024'].map((year) => group(year, '10.00')),
    { keys: [null], values: [[euro('1.00')], []] },
  ]);
  expect(years.map(({ year }) => year)).toEqual(['2021', '2022', '2023', '2024', '2026']);
});

test('a bar is as long as its sum among those of its currency', () => {
  const years = [
    { year: '2025', sums: [euro('50.00'), dram('4000.00')] },
    { year: '2026', sums: [euro('200.00')] },
  ];
  expect(shareOf(euro('50.00'), years)).toBe(25);
  expect(shareOf(dram('4000.00'), years)).toBe(100);
  expect(shareOf(euro('-5.00'), years)).toBe(0);
});
