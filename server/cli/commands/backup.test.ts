import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommand, urlOf } from '../../testing/command-line.ts';
import { useDatabase } from '../../testing/database.ts';
import { makeLively } from '../../testing/lively-installation.ts';
import { useSecondServer } from '../../testing/second-server.ts';
import backup from './backup.ts';
import restore from './restore.ts';

const database = await useDatabase();
const server = await useSecondServer();
const second = await server.createDatabase();
const folder = mkdtempSync('/tmp/rapport-backup-cli-');
const file = join(folder, 'monday.rapport');
const at = (connection: typeof second, data: string) => ({
  DATABASE_URL: urlOf(connection),
  DATA_DIR: join(folder, data),
});
const there = (...args: string[]) => runCommand([backup, restore], at(database.connection, 'there'), ...args);
const here = (...args: string[]) => runCommand([backup, restore], at(second, 'here'), ...args);

beforeAll(() => makeLively(database), 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

test('a backup tells what is in the file', async () => {
  const { code, out } = await there('backup', file, '--json');
  expect(code).toBe(0);
  const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
  expect(JSON.parse(out)).toMatchObject({
    file,
    bytes: statSync(file).size,
    sha256,
    workspaces: ['Ararat Trade'],
    files: 0,
    secret: true,
  });
  const again = await there('backup', file);
  expect(again).toMatchObject({ code: 64, err: expect.stringContaining(`${file} is there already`) });
});

test('a restore brings the secret along, readable by its owner alone', async () => {
  expect(await here('restore', file, '--check')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^The backup is whole/),
  });
  const { code, out } = await here('restore', file);
  expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/^Restored "Ararat Trade": \d+ rows, 0 files/) });
  const kept = join(folder, 'here/secret');
  expect(readFileSync(kept, 'utf8')).toBe(readFileSync(join(folder, 'there/secret'), 'utf8'));
  expect(statSync(kept).mode & 0o777).toBe(0o600);
});

test('a second restore is refused, and one that replaces can leave the secret as it is', async () => {
  expect(await here('restore', file)).toMatchObject({ code: 64, err: expect.stringContaining('say --replace') });
  const bare = join(folder, 'bare.rapport');
  expect(JSON.parse((await there('backup', bare, '--without-secret', '--json')).out)).toMatchObject({ secret: false });
  expect((await here('restore', bare, '--replace')).out).toContain('Everybody signs in again.');
});

test('a SECRET of the environment is neither changed nor kept: what was signed by another is told to be over', async () => {
  const own = 'a secret of the environment, long enough';
  const withSecret = (...args: string[]) =>
    runCommand([restore], { ...at(second, 'elsewhere'), SECRET: own }, ...args, '--replace', '--json');
  expect(JSON.parse((await withSecret('restore', file)).out)).toMatchObject({ secret: false });
  expect(existsSync(join(folder, 'elsewhere/secret'))).toBe(false);
});

test('an installation nobody has set up is not backed up, and leaves no file', async () => {
  const nobody = { ...at(await server.createDatabase(), 'nobody') };
  const none = join(folder, 'none.rapport');
  const { code, out, err } = await runCommand([backup], nobody, 'backup', none);
  expect({ code, out }).toEqual({ code: 69, out: '' });
  expect(err).toMatch(/There is nothing to back up: .* Are DATA_DIR and DATABASE_URL those of your installation\?\n$/);
  expect(readdirSync(folder).filter((name) => name.startsWith('none'))).toEqual([]);
});

test('a file that is damaged is refused before anything is touched, by --check and without', async () => {
  const damaged = join(folder, 'damaged.rapport');
  const bytes = readFileSync(file);
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] as number) ^ 1;
  writeFileSync(damaged, bytes);
  for (const option of ['--check', '--replace']) {
    const { code, out, err } = await here('restore', damaged, option);
    expect({ code, out }).toEqual({ code: 65, out: '' });
    expect(err).toContain('its checksum differs. Nothing was restored: use another backup.');
  }
  expect((await here('restore', file)).err).toContain('say --replace');
});

test('a file that is none is refused in one line', async () => {
  writeFileSync(join(folder, 'notes.txt'), 'not a backup');
  expect(await here('restore', join(folder, 'notes.txt'))).toMatchObject({ code: 65, out: '' });
  expect(await here('restore', join(folder, 'absent'))).toMatchObject({ code: 66, out: '' });
  expect(await there('backup', join(folder, 'no/such/folder/file'))).toMatchObject({ code: 66, out: '' });
});
