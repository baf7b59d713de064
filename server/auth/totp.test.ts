import fc from 'fast-check';
import { expect, test } from 'vitest';
import { base32, findTotpStep, newTotpKey, totpAddress, totpCode } from './totp.ts';

const key = Buffer.from('12345678901234567890');
const at = (seconds: number) => new Date(seconds * 1000);

// RFC 6238, appendix B, the last six of its eight digits.
test.each([
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
  [20000000000, '353130'],
])('at %i the code is %s', (seconds, code) => {
  expect(totpCode(key, Math.floor(seconds / 30))).toBe(code);
  expect(findTotpStep(key, code, at(seconds))).toBe(Math.floor(seconds / 30));
});

// RFC 4648, section 10.
test.each([
  ['', ''],
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foo', 'MZXW6'],
  ['foob', 'MZXW6YQ'],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI'],
])('%j is written %s', (text, written) => {
  expect(base32(Buffer.from(text))).toBe(written);
});

test('a code is good in its own period and the ones beside it, and in no other', () => {
  const code = totpCode(key, 100);
  const found = [98, 99, 100, 101, 102].map((step) => findTotpStep(key, code, at(step * 30 + 15)));
  expect(found).toEqual([null, 100, 100, 100, null]);
});

test('what is no code is none', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      fc.pre(!/^\d{6}$/.test(text));
      expect(findTotpStep(key, text, at(1_000_000))).toBe(null);
    }),
  );
});

test('an app is given key and names, and each key is another', () => {
  expect(totpAddress(key, 'Rapport (Ararat & Co)', 'armen@ararat.am')).toBe(
    'otpauth://totp/Rapport%20(Ararat%20%26%20Co):armen%40ararat.am?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Rapport%20(Ararat%20%26%20Co)',
  );
  expect(newTotpKey().equals(newTotpKey())).toBe(false);
  expect(newTotpKey()).toHaveLength(20);
});
