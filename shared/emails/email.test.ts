import { describe, expect, it } from 'vitest';
import { findEmailAddresses, isEmailAddress } from './email.ts';

describe('isEmailAddress', () => {
  it.each([
    'anna@example.com',
    'a.b+c@sub.example.co.uk',
    'иван@пример.рф',
    "o'neil@example.am",
    'x@xn--e1afmkfd.xn--p1ai',
  ])('takes %s', (text) => {
    expect(isEmailAddress(text)).toBe(true);
  });
  it.each([
    'anna',
    'anna@',
    '@example.com',
    'anna@example',
    'a b@example.com',
    'a..b@example.com',
    'a@-b.com',
    'a@b@c.com',
    '.a@b.com',
  ])('refuses %j', (text) => {
    expect(isEmailAddress(text)).toBe(false);
  });
});

describe('findEmailAddresses', () => {
  it('takes them out of whatever stands around', () => {
    expect(findEmailAddresses('Anna <anna@example.com>; mailto:hayk@example.am, hayk@example.am.')).toEqual([
      'anna@example.com',
      'hayk@example.am',
    ]);
    expect(findEmailAddresses('none')).toEqual([]);
  });
});
