import { expect, test } from 'vitest';
import { assertOwnAddress } from './set-up-address.ts';

const refusal = (headers: Record<string, string>, publicUrl = 'http://localhost:3000') => {
  try {
    assertOwnAddress({ headers }, publicUrl);
    return null;
  } catch (error) {
    return error;
  }
};

test.each([
  ['a name that was made to lead here', { host: 'evil.example:3000', origin: 'http://evil.example:3000' }],
  ['such a name, by a browser that sends no origin', { host: 'evil.example:3000' }],
  ['such a name, beside an origin of numbers', { host: 'evil.example', origin: 'http://127.0.0.1:3000' }],
  ['such an origin, beside a host of ours', { host: 'localhost:3000', origin: 'http://evil.example:3000' }],
  ['a name that begins like a local one', { host: 'localhost.evil.example', origin: 'http://localhost.evil.example' }],
  ['a name that begins with numbers', { host: '127.0.0.1.evil.example', origin: 'http://127.0.0.1.evil.example' }],
  ['a name that hides ours before an @', { host: 'x', origin: 'http://localhost@evil.example' }],
  ['a frame without origin', { host: 'localhost:3000', origin: 'null' }],
  ['a file', { host: 'localhost:3000', origin: 'file://' }],
  ['nobody knows where', {}],
  ['what is no host', { host: '][' }],
])('a set-up from %s is refused with the address that would do', (_what, headers) => {
  expect(refusal(headers as Record<string, string>)).toMatchObject({
    status: 403,
    code: 'unknownAddress',
    params: { address: 'http://localhost:3000' },
  });
});

test.each([
  ['localhost', { host: 'localhost:3000', origin: 'http://localhost:3000' }],
  ['localhost at the port of a container', { host: 'localhost:8080', origin: 'http://localhost:8080' }],
  ['the loopback address', { host: '127.0.0.1:3000', origin: 'http://127.0.0.1:3000' }],
  ['the loopback address of IPv6', { host: '[::1]:3000', origin: 'http://[::1]:3000' }],
  ['an address in the house', { host: '192.168.1.20:3000', origin: 'http://192.168.1.20:3000' }],
  ['a program on this machine', { host: '127.0.0.1:3000' }],
])('from %s it is taken', (_what, headers) => {
  expect(refusal(headers as Record<string, string>)).toBeNull();
});

test('from the public address it is taken, whatever host a proxy speaks to', () => {
  const publicUrl = 'https://crm.ararat.am';
  expect(refusal({ host: 'backend', origin: publicUrl }, publicUrl)).toBeNull();
  expect(refusal({ host: 'crm.ararat.am' }, publicUrl)).toBeNull();
  expect(refusal({ host: 'backend', origin: 'https://crm.ararat.am.evil.example' }, publicUrl)).not.toBeNull();
  expect(refusal({ host: 'backend' }, publicUrl)).not.toBeNull();
});
