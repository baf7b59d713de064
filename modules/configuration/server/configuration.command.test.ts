import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { setUp } from '../../../server/auth/set-up.ts';
import { migrateWorkspace } from '../../../server/metadata/migrate.ts';
import { createRegistry } from '../../../server/metadata/registry.ts';
import { serverModules } from '../../../server/modules.ts';
import { runCommand, urlOf } from '../../../server/testing/command-line.ts';
import { useDatabase } from '../../../server/testing/database.ts';
import type { ConfigurationPackage } from '../../../shared/configuration/package.ts';
import { exportCommand, importConfigurationCommand } from './configuration.command.ts';
import { sandboxCommand } from './sandbox.command.ts';

const database = await useDatabase();
const registry = createRegistry(serverModules);
await setUp(
  { database, registry, migrate: (address) => migrateWorkspace(database, address, registry) },
  {
    workspace: { name: 'Maven Hardware', language: 'ka', currency: 'GEL', timeZone: 'Asia/Tbilisi' },
    owner: { name: 'Giorgi Lomidze', email: 'giorgi@maven.ge', password: 'seven apricots' },
  },
);
const folder = await mkdtemp(path.join(tmpdir(), 'rapport-config-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const file = path.join(folder, 'maven.json');
const rapport = (...args: string[]) =>
  runCommand(
    [exportCommand, importConfigurationCommand, sandboxCommand],
    { DATABASE_URL: urlOf(database.connection) },
    ...args,
  );

test('a package is written, added to, looked at, brought in, and brought in again without a change', async () => {
  expect(await rapport('config', 'export', '--file', file)).toMatchObject({ code: 0 });
  expect((await rapport('config', 'export', '--file', file)).err).toContain('is there already');
  const packed = JSON.parse(await readFile(file, 'utf8')) as ConfigurationPackage;
  expect(packed).toMatchObject({ format: 'rapport-configuration', schema: 1 });
  expect(packed.parts.stages).toHaveLength(6);
  const nouns = [
    { name: 'xTruck', plural: 'x-trucks', one: { ka: 'სატვირთო' }, many: { ka: 'სატვირთოები' }, icon: 'truck' },
  ];
  await writeFile(file, JSON.stringify({ ...packed, parts: { ...packed.parts, nouns } }));
  const preview = await rapport('config', 'import', file, '--preview', '--json');
  expect([preview.code, JSON.parse(preview.out)]).toEqual([
    0,
    { applied: false, changes: [{ part: 'nouns', key: 'xTruck', act: 'add', problem: null }] },
  ]);
  expect((await rapport('config', 'import', file)).out).toContain('1 changed');
  expect((await rapport('config', 'import', file)).out.trim()).toBe('0 changed');
  expect((await rapport('config', 'export')).out).toContain('სატვირთოები');
});

test('a sandbox is made and thrown away at the command line', async () => {
  expect((await rapport('config', 'sandbox', '--sample', 'many')).code).toBe(64);
  expect(JSON.parse((await rapport('config', 'sandbox', '--sample', '1', '--json')).out)).toMatchObject({
    sandbox: { name: 'Maven Hardware' },
  });
  expect(await rapport('config', 'sandbox')).toMatchObject({ code: 65 });
  // Other commands still know which workspace is meant.
  expect((await rapport('config', 'export')).code).toBe(0);
  expect((await rapport('config', 'sandbox', '--remove')).out).toContain('is gone');
  expect((await rapport('config', 'sandbox', '--remove')).out).toContain('no sandbox');
});

test('what can not be brought in ends with the code of bad data, and changes nothing', async () => {
  const fields = [{ noun: 'spaceship', name: 'xFuel', kind: 'text', label: { en: 'Fuel' } }];
  await writeFile(
    file,
    JSON.stringify({ format: 'rapport-configuration', schema: 1, product: '1', parts: { fields } }),
  );
  const refused = await rapport('config', 'import', file, '--json');
  expect([refused.code, JSON.parse(refused.out)]).toMatchObject([
    65,
    { applied: false, changes: [{ key: 'spaceship.xFuel', problem: { code: 'unknownNoun' } }] },
  ]);
  await writeFile(file, '{"format":"zip"}');
  expect(await rapport('config', 'import', file)).toMatchObject({ code: 65 });
  expect(await rapport('config', 'import', path.join(folder, 'none.json'))).toMatchObject({ code: 64 });
});
