import { describe, expect, it } from 'vitest';
import { counterOf, isNumbering, writeNumber } from './numbering.ts';

describe('the form of numbers', () => {
  it.each(['INV-{YYYY}-{0000}', '{0}', 'Договор {YY}/{MM}/{DD} № {000}'])('%s is one', (text) =>
    expect(isNumbering(text)).toBe(true),
  );

  it.each(['', 'INV', '{YYYY}', '{0}{0}', '{yyyy}-{0}', '{0', '0}', '{}', '{0}{MMM}'])('%j is none', (text) =>
    expect(isNumbering(text)).toBe(false),
  );

  it('counts by the spans it names, and pads to its digits', () => {
    expect(writeNumber('INV-{YYYY}-{0000}', '2026-11-22', 7)).toBe('INV-2026-0007');
    expect(writeNumber('{YY}{MM}{DD}/{00}', '2026-01-02', 123)).toBe('260102/123');
    expect(counterOf('INV-{YYYY}-{0000}', '2026-11-22')).toBe(counterOf('INV-{YYYY}-{00}', '2026-01-01'));
    expect(counterOf('INV-{YYYY}-{0000}', '2026-11-22')).not.toBe(counterOf('INV-{YYYY}-{0000}', '2027-01-01'));
    expect(counterOf('{0}', '2026-11-22')).toBe(counterOf('{0}', '1999-01-01'));
  });
});
