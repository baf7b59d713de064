import { expect, test } from 'vitest';
import { smsPartsOf } from './sms-parts.ts';

test('a text is cut into the parts it is paid for, and no letter in two', () => {
  const counted = (text: string) => {
    const { alphabet, parts } = smsPartsOf(text);
    expect(parts.join('')).toBe(text);
    return [alphabet, parts.length];
  };
  expect(counted('')).toEqual(['gsm', 1]);
  expect(counted('a'.repeat(160))).toEqual(['gsm', 1]);
  expect(counted('a'.repeat(161))).toEqual(['gsm', 2]);
  expect(counted('a'.repeat(307))).toEqual(['gsm', 3]);
  // The euro sign takes two places.
  expect(counted('€'.repeat(80))).toEqual(['gsm', 1]);
  expect(counted('€'.repeat(81))).toEqual(['gsm', 2]);
  for (const letter of ['բ', 'ბ', 'б']) {
    expect(counted(letter.repeat(70))).toEqual(['unicode', 1]);
    expect(counted(letter.repeat(71))).toEqual(['unicode', 2]);
    expect(counted(letter.repeat(135))).toEqual(['unicode', 3]);
  }
  expect(counted('👍'.repeat(35))).toEqual(['unicode', 1]);
  // 67 places hold 33 of them: the half of one would be left.
  expect(counted('👍'.repeat(67))).toEqual(['unicode', 3]);
});
