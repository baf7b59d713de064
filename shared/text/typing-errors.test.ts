import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearPatterns, occursNearly } from './typing-errors.ts';

const finds = (typed: string, text: string) => (nearPatterns(typed) ?? []).some((one) => occursNearly(one, text));

describe('a word with one typing error', () => {
  it.each([
    ['harutyunyan', 'a letter that is right', 'harutyunyan'],
    ['harutyinyan', 'a wrong letter', 'harutyunyan'],
    ['harutunyan', 'a letter left out', 'harutyunyan'],
    ['harutyyunyan', 'a letter too much', 'harutyunyan'],
    ['haurtyunyan', 'two letters that changed places', 'harutyunyan'],
    ['jarutyunyan', 'a wrong letter at its beginning', 'mr harutyunyan'],
    ['petrosa', 'part of a longer word', 'anna petrosyan'],
  ])('%s, with %s, finds the one that is meant', (typed, _, text) => expect(finds(typed, text)).toBe(true));

  it.each([
    ['harutyinyon', 'harutyunyan'],
    ['petrosyan', 'martirosyan'],
  ])('%s does not find what differs in more: %s', (typed, text) => expect(finds(typed, text)).toBe(false));

  it.each(['anna', '37410512', 'b2b12', ''])('is not looked for where %j is too short or a number', (word) =>
    expect(nearPatterns(word)).toBeNull(),
  );

  it('is found whichever letter is wrong, wherever an index can find what is left', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcdefghik'), minLength: 7, maxLength: 14 });
    const letter = fc.constantFrom(...'abcdefghik');
    fc.assert(
      fc.property(word, fc.nat(13), letter, fc.nat(3), (meant, place, other, kind) => {
        const at = place % meant.length;
        const [before, after] = [meant.slice(0, at), meant.slice(at)];
        const swapped = `${before}${after[1] ?? ''}${after[0]}${after.slice(2)}`;
        const typed = [before + other + after.slice(1), before + after.slice(1), before + other + after, swapped][kind];
        expect(finds(String(typed), `x ${meant} y`)).toBe(true);
      }),
    );
  });

  it('asks for a bounded number of patterns, none of them without three letters in a row', () => {
    const patterns = nearPatterns('abcdefghijklmnopqrst') ?? [];
    expect(patterns.length).toBeLessThan(80);
    expect(nearPatterns('abcde')?.every((one) => /[a-z]{3}/.test(one.map((letter) => letter ?? '_').join('')))).toBe(
      true,
    );
  });
});
