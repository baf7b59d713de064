import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesPattern } from './pattern.ts';

const like = (text: string, ...masks: readonly string[]) => matchesPattern(text, { masks, example: '' });

describe('a text looks like a mask', () => {
  it.each([
    ['AB-1234', '@@-####', true],
    ['ԱԲ-1234', '@@-####', true],
    ['A1-1234', '@@-####', false],
    ['AB-12345', '@@-####', false],
    ['AB-123', '@@-####', false],
    ['K7', '??', true],
    ['K-', '??', false],
    ['INV/2026/7', 'INV/*', true],
    ['2026/INV', 'INV/*', false],
    ['a-b-c', '*-@', true],
    ['', '*', true],
    ['', '#', false],
    ['#1', '\\##', true],
    ['21', '\\##', false],
    ['\\', '\\', true],
  ])('%j like %j: %s', (text, mask, expected) => {
    expect(like(text, mask)).toBe(expected);
  });

  it('or one of several', () => {
    expect([
      like('1234567890', '##########', '############'),
      like('12345678901', '##########', '############'),
    ]).toEqual([true, false]);
  });

  it('however many stars there are, in a time that does not explode', () => {
    expect(like('a'.repeat(10_000), `${'*a'.repeat(40)}*b`)).toBe(false);
  });
});

it('whatever a star stands for', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', '-'), maxLength: 6 });
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), fc.array(word, { maxLength: 4 }), (parts, fillings) => {
      const text = parts.map((part, index) => (index === 0 ? part : (fillings[index - 1] ?? '') + part)).join('');
      expect(like(text, parts.join('*'))).toBe(true);
    }),
  );
});
