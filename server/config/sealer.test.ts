import { expect, it } from 'vitest';
import { createSealer } from './sealer.ts';

const [first, second] = ['the first secret of an installation', 'the second secret of an installation'];

it('opens what it sealed, and nothing that was changed or sealed for another use', () => {
  const sealer = createSealer(first, 'mail');
  const sealed = sealer.seal('пароль');
  expect(sealer.open(sealed)).toBe('пароль');
  expect(sealer.seal('пароль')).not.toBe(sealed);
  expect(createSealer(first, 'webhook').open(sealed)).toBeNull();
  const bytes = Buffer.from(sealed, 'base64');
  for (const place of [0, 12, 28, bytes.length - 1]) {
    const changed = Buffer.from(bytes);
    changed[place] = (changed[place] ?? 0) ^ 1;
    expect(sealer.open(changed.toString('base64'))).toBeNull();
  }
  for (const text of ['', 'x', 'not sealed at all, and longer than any tag']) expect(sealer.open(text)).toBeNull();
});

it('seals with the newest secret, and opens what older ones sealed', () => {
  const sealed = createSealer(first, 'mail').seal('letter');
  const both = createSealer(`${second}\n${first}\n`, 'mail');
  expect([both.open(sealed), both.isCurrent(sealed)]).toEqual(['letter', false]);
  const anew = both.seal('letter');
  expect([createSealer(second, 'mail').open(anew), createSealer(first, 'mail').open(anew)]).toEqual(['letter', null]);
  expect(both.isCurrent(anew)).toBe(true);
});
