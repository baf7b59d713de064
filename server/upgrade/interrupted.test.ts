import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { listWorkspaces } from '../auth/workspace.repository.ts';
import type { Manifest } from '../backup/manifest.ts';
import { openBackup } from '../backup/read-backup.ts';
import { restoreBackup } from '../backup/restore-backup.ts';
import doctor from '../cli/commands/doctor.ts';
import migrate from '../cli/commands/migrate.ts';
import { listSteps } from '../db/control-schema.ts';
import type { Queryable } from '../db/database.ts';
import { openDatabase } from '../db/open.ts';
import { createRegistry } from '../metadata/registry.ts';
import { serverModules } from '../modules.ts';
import { startChild, type TestChild } from '../testing/child-process.ts';
import { runCommand, urlOf } from '../testing/command-line.ts';
import { quiet } from '../testing/lively-installation.ts';
import { createBareDatabase, loadOldInstallation, readOldInstallation } from '../testing/old-installation.ts';
import { dumpOf } from '../testing/schema-dump.ts';
import { countWaiting } from '../testing/waiting.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'rapport-interrupted-test-'));
const folder = join(dataDir, 'backups');
afterAll(() => rmSync(dataDir, { recursive: true }));
const entry = new URL('../testing/upgrading.ts', import.meta.url);

const connection = await loadOldInstallation(readOldInstallation('03-0095ff5'));
const database = await openDatabase({ connection, migrate: false });
afterAll(() => database.close());
const [workspace] = await listWorkspaces(database.control);
const db = database.workspace(workspace as { id: string; schema: string });
const settings = { DATABASE_URL: urlOf(connection), DATA_DIR: dataDir };
const rapport = (...args: string[]) => runCommand([migrate, doctor], settings, ...args);
const backups = () => (existsSync(folder) ? readdirSync(folder).sort() : []);
const people = async (of: Queryable) =>
  of.query({ text: 'select name, job_title, deleted_at::text, version from people order by id' });

const before = { tables: await dumpOf(db), steps: await listSteps(database.control), people: await people(db) };

/** Runs `work` while somebody holds this and does not come to an end. */
const holding = (of: Queryable, what: string, work: () => Promise<void>) =>
  of.transaction(async (holder) => {
    await holder.query({ text: 'set local idle_in_transaction_session_timeout = 0' });
    await holder.query({ text: what });
    await work();
  });

const upgrade = (): Promise<TestChild> => startChild(entry, { connection, dataDir });
test('an upgrade killed while it backs up, then in the accounts, then in a workspace has done nothing by halves', async () => {
  const killAt = (of: Queryable, table: string, isThere: () => Promise<unknown>) =>
    holding(of, `lock table ${table} in access share mode`, async () => {
      const child = await upgrade();
      await vi.waitFor(isThere, { timeout: 60_000, interval: 15 });
      await child.kill();
    });

  // So large that the backup takes a while.
  mkdirSync(join(dataDir, 'files'));
  writeFileSync(join(dataDir, 'files/large'), '');
  truncateSync(join(dataDir, 'files/large'), 2_000_000_000);
  const first = await upgrade();
  await vi.waitFor(() => expect(backups()).toHaveLength(1), { timeout: 60_000, interval: 5 });
  await first.kill();
  rmSync(join(dataDir, 'files'), { recursive: true });
  expect(backups()).toEqual([expect.stringMatching(/\.backup\.part$/)]);
  expect([await dumpOf(db), await listSteps(database.control)]).toEqual([before.tables, before.steps]);

  await killAt(database.control, 'workspace', async () => expect(await countWaiting(connection)).toBe(1));
  expect(backups()).toEqual([expect.stringMatching(/^before-upgrade-.*-earlier-to-.*\.backup$/)]);
  expect([await dumpOf(db), await listSteps(database.control)]).toEqual([before.tables, before.steps]);

  const grown = async () => expect(await listSteps(database.control)).not.toEqual(before.steps);
  await killAt(db, 'people', grown);
  expect(await dumpOf(db)).toEqual(before.tables);
  expect((await listSteps(database.control)).length).toBeGreaterThan(before.steps.length);
  expect(await people(db)).toEqual(before.people);
}, 120_000);

test('of two that start while a third one upgrades both say that they wait; one does it then, the other finds nothing to do', async () => {
  let children: TestChild[] = [];
  const third = "select pg_advisory_xact_lock(hashtext('rapport:upgrade'))";
  await holding(database.control, third, async () => {
    children = await Promise.all([upgrade(), upgrade()]);
    const waiting = () => children.filter((child) => child.output().includes('waiting for it'));
    await vi.waitFor(() => expect(waiting()).toHaveLength(2), { timeout: 60_000, interval: 20 });
  });
  expect(await Promise.all(children.map((child) => child.ended))).toEqual([0, 0]);
  const outputs = children.map((child) => child.output());
  expect(outputs.filter((output) => output.includes('Backed up to'))).toHaveLength(1);
  expect(outputs.every((output) => output.endsWith('up to date\n'))).toBe(true);
  expect((await rapport('migrate', '--plan')).out).toContain(`${workspace?.schema}: nothing to do`);
  expect(await people(db)).toEqual(before.people);
}, 120_000);

test('the backup made before puts everything back as it was', async () => {
  const target = await createBareDatabase();
  const [first = ''] = backups();
  const registry = createRegistry(serverModules);
  const where = { connection: target, registry, filesFolder: join(dataDir, 'files'), replace: false, log: quiet };
  const restored = await restoreBackup({ ...where, say: () => undefined }, await openBackup(join(folder, first)));
  expect(restored.workspaces).toEqual(['Ararat Trade · Арарат']);
  const again = await openDatabase({ connection: target, migrate: false });
  expect(await people(again.workspace(workspace as { id: string; schema: string }))).toEqual(before.people);
  await again.close();
}, 60_000);

test('keeps as many backups as are wished, and nobody else’s files', async () => {
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
  const names = [1, 2, 3].map((day) => `before-upgrade-2026-01-0${day}T100000Z-0.0.1-to-0.0.2.backup`);
  for (const name of [...names, 'mine.backup']) writeFileSync(join(folder, name), 'a backup');
  await db.query({ text: 'alter table people drop column job_title' });
  expect((await rapport('migrate')).err).toContain('Backed up to');
  expect(backups()).toEqual([...names.slice(1), expect.stringMatching(/^before-upgrade-2/), 'mine.backup']);
});

test('without a backup nothing is upgraded, unless it is not wished for', async () => {
  rmSync(folder, { recursive: true });
  writeFileSync(folder, 'in the way');
  await db.query({ text: 'alter table people drop column job_title' });
  const tables = await dumpOf(db);
  const refused = await rapport('migrate');
  expect(refused.code).not.toBe(0);
  expect(refused.err).toMatch(
    /^No backup before the upgrade, so nothing was changed: .+ set UPGRADE_BACKUPS=0 to go without\.\n$/m,
  );
  expect(await dumpOf(db)).toEqual(tables);
  const without = await runCommand([migrate], { ...settings, UPGRADE_BACKUPS: '0' }, 'migrate');
  expect([without.code, without.err]).toEqual([0, '']);
  rmSync(folder);
});

test('records that stand in the way are told by name before anything is touched', async () => {
  const old = await loadOldInstallation(readOldInstallation('01-74605cb'));
  const there = await openDatabase({ connection: old, migrate: false });
  const [first] = await listWorkspaces(there.control);
  const inside = there.workspace(first as { id: string; schema: string });
  await inside.query({ text: 'drop index members_email_key' });
  await inside.query({ text: `update members set email = 'Boris@ararat.am'` });
  const tables = await dumpOf(inside);
  const run = (...args: string[]) =>
    runCommand([migrate], { DATABASE_URL: urlOf(old), DATA_DIR: join(dataDir, 'other') }, 'migrate', ...args);
  expect((await run('--plan')).out).toContain(
    '-- needs a reviewed migration: members_email_key can not be had, 1 values of members are held by several records, such as "boris@ararat.am": give each record its own',
  );
  const refused = await run();
  expect([refused.code, refused.err.split('\n').length]).toEqual([70, 2]);
  expect(refused.err).toContain('The database was left as it is');
  expect([await dumpOf(inside), existsSync(join(dataDir, 'other'))]).toEqual([tables, false]);
  await there.close();
});

test('the database of a newer program is refused in one line by all that would change it', async () => {
  await database.control.query({ text: `insert into migration (name) values ('9999-of-tomorrow')` });
  for (const args of [['migrate'], ['migrate', '--plan']]) {
    const { code, err } = await rapport(...args);
    expect([code, err]).toEqual([
      70,
      expect.stringMatching(/^The database is that of a newer Rapport \(9999-of-tomorrow\).+\n$/),
    ]);
  }
  const registry = createRegistry(serverModules);
  const where = { connection, registry, filesFolder: dataDir, replace: true, log: quiet };
  const backup = { manifest: {} as Manifest, isSealed: false, entries: async function* () {} };
  await expect(restoreBackup({ ...where, say: () => undefined }, backup)).rejects.toThrow('into an empty DATA_DIR');
  expect((await rapport('doctor')).out).toMatch(/FAULT schema .+newer Rapport/);
});
