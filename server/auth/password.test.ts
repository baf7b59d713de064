import { expect, test, vi } from 'vitest';
import { assertNotTelling, checkPassword } from './password.ts';

const real = await vi.importActual<typeof import('./password-hash.ts')>('./password-hash.ts');

test.each([
  ['a moment too short', 'short one', 'passwordTooShort', { minimum: 10 }],
  ['nothing', '', 'passwordTooShort', { minimum: 10 }],
  ['a novel', 'abcdef'.repeat(22), 'passwordTooLong', { maximum: 128 }],
  ['on the list', 'qwertyuiop', 'passwordCommon', {}],
  ['on the list in other letters', ' QwertyUiop', 'passwordCommon', {}],
  ['a listed word with a year', 'Sunshine2024', 'passwordCommon', {}],
  ['a listed word within signs', '!!password!!', 'passwordCommon', {}],
  ['two listed words in a row', 'dragonSunshine1', 'passwordCommon', {}],
  ['two with something between', 'monkey-7-princess', 'passwordCommon', {}],
  ['one key', 'aaaaaaaaaaaa', 'passwordCommon', {}],
  ['one key in Armenian', 'նննննննննննն', 'passwordCommon', {}],
  ['two keys in turn', '1212121212', 'passwordCommon', {}],
])('%s is refused as a password, naming the input', async (_what, password, code, params) => {
  await expect(checkPassword(password, 'owner.password')).rejects.toThrow(
    expect.objectContaining({ status: 422, code, params, fields: [{ path: 'owner.password', code, params }] }),
  );
});

test.each([
  'seven apricots',
  'nino@ararat.am 1',
  'դեղձ ծիրան նուռ',
  'sunshine over the lake',
  'a","b and more',
  '«»„“—–….,:;',
  'ten chars!',
  `${'abcd'.repeat(32)}`,
])('%s will do', async (password) => {
  await expect(checkPassword(password)).resolves.toBeUndefined();
});

const nare = { email: 'nare.sargsyan@ararat.am', names: ['Նարե Սարգսյան', 'Ararat Trade'] };

test.each([
  ['the product’s name', 'Rapport-2026!'],
  ['the company’s', 'ararat trade 1'],
  ['a word of it', '!!ARARAT2026'],
  ['the company’s and the product’s', 'AraratRapport1'],
  ['her name and the company’s', 'ararat-ՍԱՐԳՍՅԱՆ-24'],
  ['the address before the @', 'nare.sargsyan'],
  ['her name, as she writes it', 'սարգսյան 1990'],
  ['the whole address', 'nare.sargsyan@ararat.am'],
])('%s with little besides is refused as a password', (_what, password) => {
  expect(() => assertNotTelling(password, nare, 'newPassword')).toThrow(
    expect.objectContaining({
      status: 422,
      code: 'passwordTelling',
      fields: [expect.objectContaining({ path: 'newPassword' })],
    }),
  );
});

test('a password may speak of the company where there is enough besides', () => {
  for (const password of ['seven apricots of Ararat', 'nino@ararat.am 1', 'rapport with plums'])
    expect(() => assertNotTelling(password, nare)).not.toThrow();
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
