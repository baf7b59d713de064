import type { Field } from '../../../shared/nouns/field.ts';
import { harmlessCell, unharmedCell } from '../../../shared/text/spreadsheet-cell.ts';
import type { SheetCell } from './workbook.ts';

/** More digits than these a spreadsheet does not keep. */
const keptDigits = 15;

/**
 * The value as a cell of a workbook: numbers, amounts, days and moments as such, all else as people read it. What does not fit
 * (an error of a formula, more digits than a spreadsheet keeps) is text.
 */
export function sheetCell({ kind }: Field, value: unknown, say: (value: unknown) => string): SheetCell {
  if (kind === 'number' || kind === 'percent' || kind === 'rating') {
    const number = String(value ?? '');
    if (isExact(number)) return { kind: 'number', number };
  }
  if (kind === 'money') {
    const { amount } = (value ?? {}) as { readonly amount?: unknown };
    if (typeof amount === 'string' && isExact(amount)) return { kind: 'amount', number: amount };
  }
  const text = say(value);
  if (kind === 'date' && /^\d{4}-\d\d-\d\d$/.test(text)) return { kind: 'day', text };
  if (kind === 'datetime' && /^\d{4}-\d\d-\d\d \d\d:\d\d$/.test(text)) return { kind: 'moment', text };
  return { kind: 'text', text };
}

/** Text in a workbook is never worked out; only what imports would take an apostrophe off gets one more. */
export function textOfSheet(text: string): string {
  return unharmedCell(text) === text ? text : harmlessCell(text);
}

function isExact(number: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(number) && number.replaceAll(/[-.]|^-?0+/g, '').length <= keptDigits;
}
