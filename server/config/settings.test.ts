import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadSecret } from './secret.ts';
import { readSettings } from './settings.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync('/tmp/rapport-settings-');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('needs no setting at all, and takes an empty variable for one not set', () => {
  const settings = readSettings({ PORT: '', DATABASE_URL: '' });
  expect(settings).toMatchObject({
    PORT: 3000,
    HOST: '127.0.0.1',
    PUBLIC_URL: 'http://localhost:3000',
    TRUST_PROXY: false,
  });
  expect(settings.DATABASE_URL).toBeUndefined();
  expect(settings.DATA_DIR).toMatch(/\/data$/);
});

it.each([
  [{ PORT: 'eighty' }, /^PORT must be a whole number/],
  [{ PORT: '70000' }, /^PORT must be a whole number from 0 to 65535/],
  [{ PUBLIC_URL: 'crm.example.org' }, /^PUBLIC_URL must be an address such as/],
  [{ TRUST_PROXY: 'yes' }, /^TRUST_PROXY must be true, false/],
  [{ DATABASE_URL: 'mysql://localhost/crm' }, /^DATABASE_URL must look like/],
  [{ SECRET: 'short' }, /^SECRET must have 32 characters/],
  [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL must be trace/],
])('names the variable at fault in %j and what it should be', (environment, line) => {
  expect(() => readSettings(environment)).toThrow(
    expect.objectContaining({ exitCode: 78, message: expect.stringMatching(line) }),
  );
});

it('believes the proxies named', () => {
  expect(readSettings({ TRUST_PROXY: '10.0.0.0/8, ::1' }).TRUST_PROXY).toEqual(['10.0.0.0/8', '::1']);
});

it('makes a secret once, for its owner alone, and refuses a damaged one', () => {
  const secret = loadSecret(folder);
  expect(secret.length).toBeGreaterThanOrEqual(32);
  expect(loadSecret(folder)).toBe(secret);
  expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600);
  writeFileSync(join(folder, 'secret'), '');
  expect(() => loadSecret(folder)).toThrow(/holds no secret of 32 characters/);
});
