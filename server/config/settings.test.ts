import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadSecret, saveSecret } from './secret.ts';
import { localUrl, readSettings } from './settings.ts';
import { readVersion } from './version.ts';

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
    UPGRADE_BACKUPS: 3,
  });
  expect(settings.DATABASE_URL).toBeUndefined();
  expect(settings.DATA_DIR).toMatch(/\/data$/);
});

it.each([
  [{ PORT: 'eighty' }, /^PORT must be a whole number/],
  [{ PORT: '70000' }, /^PORT must be a whole number from 0 to 65535/],
  [{ PORT: '-1' }, /^PORT must be a whole number/],
  [{ PORT: '3000.5' }, /^PORT must be a whole number/],
  [{ PORT: '0x50' }, /^PORT must be a whole number/],
  [{ PORT: ' 3000' }, /^PORT must be a whole number/],
  [{ PUBLIC_URL: 'crm.example.org' }, /^PUBLIC_URL must be an address such as/],
  [{ PUBLIC_URL: 'ftp://crm.example.org' }, /^PUBLIC_URL must be an address such as/],
  [{ PUBLIC_URL: 'javascript:alert(1)' }, /^PUBLIC_URL must be an address such as/],
  [{ TRUST_PROXY: 'yes' }, /^TRUST_PROXY must be true, false/],
  [{ TRUST_PROXY: '10.0.0.1;10.0.0.2' }, /^TRUST_PROXY must be true, false/],
  [{ TRUST_PROXY: 'proxy.example.org' }, /^TRUST_PROXY must be true, false/],
  [{ DATABASE_URL: 'mysql://localhost/crm' }, /^DATABASE_URL must look like/],
  [{ DATABASE_URL: 'localhost:5432/crm' }, /^DATABASE_URL must look like/],
  [{ DATABASE_URL: 'postgres://u:secret-1@host:99999/crm' }, /^DATABASE_URL must look like/],
  [{ DATABASE_URL: 'postgres://u:secret-1@[::1/crm' }, /^DATABASE_URL must look like/],
  [{ SECRET: 'short' }, /^SECRET must have 32 characters/],
  [{ SECRET_OLD: `${'x'.repeat(32)},short` }, /^SECRET_OLD must be secrets of 32 characters/],
  [{ RATE_LIMIT: 'many' }, /^RATE_LIMIT must be a whole number from 0 to 1000000/],
  [{ RATE_LIMIT: '-5' }, /^RATE_LIMIT must be a whole number/],
  [{ RATE_LIMIT: '1e3' }, /^RATE_LIMIT must be a whole number/],
  [{ OUTGOING_ALLOW: '10.0.0.0/99' }, /^OUTGOING_ALLOW must be hosts, addresses or networks/],
  [{ TLS_CERT: 'cert.pem' }, /^TLS_CERT and TLS_KEY need each other/],
  [{ SMTP_HOST: 'smtp.example.org' }, /^SMTP_HOST needs SMTP_FROM/],
  [{ SMTP_FROM: 'Ararat' }, /^SMTP_FROM must be an address such as/],
  [{ SMTP_FROM: 'A\r\nBcc: b@example.org <a@example.org>' }, /^SMTP_FROM must be an address such as/],
  [{ SMTP_SECURITY: 'ssl' }, /^SMTP_SECURITY must be starttls, tls or none/],
  [{ FILE_LIMIT: '0' }, /^FILE_LIMIT must be a whole number/],
  [{ S3_ENDPOINT: 'ftp://x' }, /^S3_ENDPOINT must be an address/],
  [{ S3_BUCKET: 'papers', S3_ACCESS_KEY_ID: 'x' }, /^S3_BUCKET needs S3_ACCESS_KEY_ID and S3_SECRET/],
  [{ OUTGOING_ALLOW: '*' }, /^OUTGOING_ALLOW must be hosts, addresses or networks/],
  [{ NAME_SERVERS: 'dns.office' }, /^NAME_SERVERS must be addresses/],
  [{ NAME_SERVERS: '192.0.2.1:0' }, /^NAME_SERVERS must be addresses/],
  [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL must be trace/],
  [{ LOG_LEVEL: 'silent' }, /^LOG_LEVEL must be trace/],
])('names the variable at fault in %j and what it should be, without repeating a secret', (environment, line) => {
  const read = () => readSettings(environment);
  expect(read).toThrow(expect.objectContaining({ exitCode: 78, message: expect.stringMatching(line) }));
  expect(read).not.toThrow(/secret-1|short|\n/);
});

it('names every variable at fault at once', () => {
  expect(() => readSettings({ PORT: 'x', SECRET: 'y', LOG_LEVEL: 'z' })).toThrow(
    /^PORT .*; SECRET .*; LOG_LEVEL .*\.$/,
  );
});

it('takes what is given', () => {
  const given = {
    ...{ PORT: '0', HOST: '0.0.0.0', PUBLIC_URL: 'https://crm.ararat.am//', RATE_LIMIT: '0', LOG_LEVEL: 'debug' },
    ...{ DATABASE_URL: 'postgresql://ani@db/crm', DATA_DIR: 'elsewhere/../data', SECRET: 'x'.repeat(32) },
    NAME_SERVERS: '192.0.2.1, [::1]:5353',
    ...{ OUTGOING_ALLOW: 'hooks.office', SMTP_HOST: 'mail.office', SMTP_FROM: '"Արարատ" <crm@ararat.am>' },
  };
  expect(readSettings(given)).toEqual({
    ...{ FILE_LIMIT: 100, S3_REGION: 'us-east-1' },
    ...{ PORT: 0, HOST: '0.0.0.0', PUBLIC_URL: 'https://crm.ararat.am', RATE_LIMIT: 0, LOG_LEVEL: 'debug' },
    ...{ DATABASE_URL: given.DATABASE_URL, DATA_DIR: join(process.cwd(), 'data'), SECRET: given.SECRET },
    SECRET_OLD: [],
    ...{ BACKUP_HOURS: 0, BACKUPS_KEPT: 7, BACKUP_TRIAL_DAYS: 0 },
    ...{ TRUST_PROXY: false, UPGRADE_BACKUPS: 3, SMTP_PORT: 587, SMTP_SECURITY: 'starttls', SMTP_HOST: 'mail.office' },
    SMTP_FROM: { name: 'Արարատ', address: 'crm@ararat.am' },
    OUTGOING_ALLOW: { hosts: new Set(['hooks.office']), networks: [] },
    NAME_SERVERS: ['192.0.2.1', '[::1]:5353'],
  });
});

it.each([
  ['10.0.0.0/8, ::1', ['10.0.0.0/8', '::1']],
  ['127.0.0.1', ['127.0.0.1']],
  ['true', 1],
  ['2', 2],
  ['false', false],
])('believes the proxies named: %s', (text, trusted) => {
  expect(readSettings({ TRUST_PROXY: text }).TRUST_PROXY).toEqual(trusted);
});

it.each([
  ['127.0.0.1', 'http://localhost:3000'],
  ['0.0.0.0', 'http://localhost:3000'],
  ['::', 'http://localhost:3000'],
  ['::1', 'http://localhost:3000'],
  ['192.168.1.20', 'http://192.168.1.20:3000'],
  ['fd00::5', 'http://[fd00::5]:3000'],
])('listening on %s is found at %s', (host, url) => {
  expect(localUrl({ HOST: host }, 3000)).toBe(url);
  expect(localUrl({ HOST: host, TLS_CERT: 'cert.pem' }, 3000)).toBe(url.replace('http:', 'https:'));
});

it('makes a secret once, for its owner alone, and refuses a damaged one', () => {
  const secret = loadSecret(folder);
  expect(secret.length).toBeGreaterThanOrEqual(32);
  expect(loadSecret(folder)).toBe(secret);
  expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600);
  for (const damaged of ['', ' '.repeat(40), secret.slice(0, 31)]) {
    writeFileSync(join(folder, 'secret'), damaged);
    expect(() => loadSecret(folder)).toThrow(/holds no secret of 32 characters/);
  }
});

it('makes no two secrets alike, and leaves nothing beside it', () => {
  const [one, other] = [join(folder, 'one'), join(folder, 'deep/other')];
  expect(loadSecret(one)).not.toBe(loadSecret(other));
  expect(readdirSync(one)).toEqual(['secret']);
});

it('keeps a secret that was there first', () => {
  const first = 'the secret of whoever was a moment earlier';
  writeFileSync(join(folder, 'secret'), `${first}\n`);
  expect(loadSecret(folder)).toBe(first);
});

it('puts a secret in place of another whole, for its owner alone', () => {
  loadSecret(folder);
  saveSecret(folder, 'the secret that came along with a backup');
  expect(loadSecret(folder)).toBe('the secret that came along with a backup');
  expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['secret']);
});

it('knows its own version', () => {
  expect(readVersion()).toMatch(/^\d+\.\d+\.\d+/);
});
