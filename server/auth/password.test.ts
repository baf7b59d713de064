import { expect, test, vi } from 'vitest';
import { checkPassword } from './password.ts';

const real = await vi.importActual<typeof import('./password-hash.ts')>('./password-hash.ts');

test.each([
  ['a moment too short', 'x'.repeat(9), 'passwordTooShort', { minimum: 10 }],
  ['nothing', '', 'passwordTooShort', { minimum: 10 }],
  ['a novel', 'x'.repeat(129), 'passwordTooLong', { maximum: 128 }],
])('%s is refused as a password, naming the input', (_what, password, code, params) => {
  expect(() => checkPassword(password, 'owner.password')).toThrow(
    expect.objectContaining({ status: 422, code, params, fields: [{ path: 'owner.password', code, params }] }),
  );
});

test.each(['x'.repeat(10), 'x'.repeat(128), 'դեղձ ծիրան նուռ'])('%s will do', (password) => {
  expect(() => checkPassword(password)).not.toThrow();
});

test('what is kept of a password is salted, opens to it alone, and takes work to compare', async () => {
  const password = 'ծիրան and peaches';
  const before = process.cpuUsage();
  const [one, other] = [await real.hashPassword(password), await real.hashPassword(password)];
  expect(process.cpuUsage(before).user).toBeGreaterThan(20_000);
  expect(one).not.toBe(other);
  for (const hash of [one, other]) expect(hash).toMatch(/^[\da-f]{32}:[\da-f]{128}$/);
  expect(await real.verifyPassword({ hash: one, password })).toBe(true);
  expect(await real.verifyPassword({ hash: one, password: `${password} ` })).toBe(false);
});
