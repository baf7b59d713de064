import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { drainListeners } from '../changes/drain-listeners.ts';
import { databaseChecks, examine } from '../cli/database-checks.ts';
import { readSettings, type Settings } from '../config/settings.ts';
import { WholeTransaction } from '../db/whole-transaction.ts';
import { backupBucketOf } from '../files/file-keeper.ts';
import type { FileStore } from '../files/file-store.ts';
import { createRegistry } from '../metadata/registry.ts';
import { serverModules } from '../modules.ts';
import { createRecord } from '../records/create.ts';
import { sealListener } from '../seals/seal.listener.ts';
import { startChild } from '../testing/child-process.ts';
import { useDatabase } from '../testing/database.ts';
import { type LivelyInstallation, makeLively, quiet, secret } from '../testing/lively-installation.ts';
import { countWaiting } from '../testing/waiting.ts';
import { findLastBackup } from './backup-log.repository.ts';
import { shelfOf } from './backup-shelf.ts';
import { noteWishes, readBackupState } from './backup-watch.repository.ts';
import { checkEntries, openBackup } from './read-backup.ts';
import { backUpWhenDue } from './scheduled-backups.ts';
import { startScheduledBackups } from './start-scheduled-backups.ts';
import { tryRestore } from './try-restore.ts';

const database = await useDatabase();
const { connection } = database;
const folder = mkdtempSync('/tmp/rapport-scheduled-test-');
const filesFolder = join(folder, 'files');
const key = 'a key of the operator, kept apart from it all';
const s3 = new S3rver({
  ...{ address: '127.0.0.1', port: 0, silent: true, directory: join(folder, 's3') },
  configureBuckets: [{ name: 'safe' }],
});
const registry = createRegistry(serverModules);
const tellOwners = async () => undefined;
let lively: LivelyInstallation;
let endpoint = '';
beforeAll(async () => {
  lively = await makeLively(database);
  mkdirSync(filesFolder);
  writeFileSync(join(filesFolder, 'large'), randomBytes(300_000));
  endpoint = `http://127.0.0.1:${(await s3.run()).port}`;
}, 120_000);
afterAll(async () => {
  await s3.close();
  rmSync(folder, { recursive: true });
});

const scheduleIn = (name: string) => ({
  ...{ hours: 24, keep: 2, folder: join(folder, name), filesFolder, secret: () => secret, connection },
});
const settingsOf = (name: string, more: NodeJS.ProcessEnv = {}): Settings =>
  readSettings({ DATA_DIR: join(folder, name), SECRET: secret, BACKUP_HOURS: '24', ...more });

describe('a sealed backup', () => {
  const schedule = { ...scheduleIn('sealed'), key };
  let path = '';
  beforeAll(async () => {
    path = (await backUpWhenDue(schedule, new Date('2026-03-01T09:00:00Z'))) ?? '';
  });

  test('is opened by its key alone, and says so in a line', async () => {
    await expect(openBackup(path)).rejects.toMatchObject({
      exitCode: 65,
      message: expect.stringContaining('set BACKUP_KEY'),
    });
    const other = openBackup(path, 'another key of as many characters, all told');
    await expect(other).rejects.toMatchObject({
      exitCode: 65,
      message: expect.stringContaining('sealed with another key'),
    });
    const opened = await openBackup(path, key);
    expect(opened).toMatchObject({ isSealed: true, manifest: { files: [{ path: 'large' }] } });
    await checkEntries(opened);
  });

  test('holds nothing that can be read, and no two are sealed alike', async () => {
    const bytes = readFileSync(path);
    for (const word of ['RAPPORT BACKUP', 'workspace', 'manifest', 'controlSteps'])
      expect(bytes.includes(word)).toBe(false);
    const next = (await backUpWhenDue(schedule, new Date('2026-03-02T09:00:00Z'))) ?? '';
    expect(readFileSync(next).subarray(20, 52).equals(bytes.subarray(20, 52))).toBe(false);
  });

  test('is refused when a byte, a chunk or its end is changed, moved or gone', async () => {
    const bytes = readFileSync(path);
    const [head, chunk] = [52, 65_552];
    expect(bytes.length).toBeGreaterThan(head + 2 * chunk);
    const first = bytes.subarray(head, head + chunk);
    const second = bytes.subarray(head + chunk, head + 2 * chunk);
    const flipped = (at: number) => Buffer.from(bytes.map((byte, index) => (index === at ? byte ^ 1 : byte)));
    const changed = join(folder, 'changed');
    for (const [what, made] of [
      ['a byte', flipped(head + 10)],
      ['the last byte', flipped(bytes.length - 1)],
      ['the salt', flipped(25)],
      [
        'two chunks in each other’s place',
        Buffer.concat([bytes.subarray(0, head), second, first, bytes.subarray(head + 2 * chunk)]),
      ],
      ['a chunk less', Buffer.concat([bytes.subarray(0, head), bytes.subarray(head + chunk)])],
      ['cut at a chunk', bytes.subarray(0, head + chunk)],
      ['cut within one', bytes.subarray(0, bytes.length - 20)],
      ['no chunk at all', bytes.subarray(0, head)],
    ] as const) {
      writeFileSync(changed, made);
      const reading = openBackup(changed, key).then(checkEntries);
      await expect(reading, what).rejects.toMatchObject({ exitCode: 65 });
    }
  });
});

describe('backups carried into a bucket', () => {
  const bucketSettings = () =>
    settingsOf('carried', {
      ...{ BACKUP_BUCKET: 'safe', BACKUP_S3_ENDPOINT: endpoint, BACKUP_KEY: key },
      ...{ BACKUP_S3_ACCESS_KEY_ID: 'S3RVER', BACKUP_S3_SECRET_ACCESS_KEY: 'S3RVER' },
    });
  const bucketOf = () => backupBucketOf(bucketSettings()).bucket as FileStore;

  test('are there whole, leave nothing in the folder, and the oldest go', async () => {
    const bucket = bucketOf();
    const schedule = { ...scheduleIn('carried'), key, bucket };
    const shelf = shelfOf(schedule);
    for (const day of ['01', '02', '03'])
      expect(await backUpWhenDue(schedule, new Date(`2026-03-${day}T09:00:00Z`))).not.toBeNull();
    expect(await backUpWhenDue(schedule, new Date('2026-03-03T12:00:00Z'))).toBeNull();
    expect(readdirSync(schedule.folder)).toEqual([]);
    expect(await shelf.list()).toEqual(['scheduled-2026-03-02T000000Z.backup', 'scheduled-2026-03-03T000000Z.backup']);
    expect((await findLastBackup(database.control))?.file).toBe('scheduled-2026-03-03T000000Z.backup in the bucket');
    const { path, clear } = await shelf.bring('scheduled-2026-03-03T000000Z.backup');
    await checkEntries(await openBackup(path, key));
    await clear();
    expect(readdirSync(schedule.folder)).toEqual([]);
    await expect(shelf.bring('scheduled-2020-01-01T000000Z.backup')).rejects.toMatchObject({ exitCode: 66 });
  });

  test('are not taken for made where the bucket does not keep them as they are', async () => {
    const bucket = { ...bucketOf(), open: async () => null };
    const schedule = { ...scheduleIn('lossy'), bucket };
    const before = await findLastBackup(database.control);
    const making = backUpWhenDue(schedule, new Date('2026-04-01T09:00:00Z'));
    await expect(making).rejects.toThrow('did not keep scheduled-2026-04-01T000000Z.backup as it was written');
    expect(await shelfOf(schedule).list()).not.toContain('scheduled-2026-04-01T000000Z.backup');
    expect(readdirSync(schedule.folder)).toEqual([]);
    expect(await findLastBackup(database.control)).toEqual(before);
  });

  test('never share one with files', () => {
    const same = { S3_BUCKET: 'safe', S3_ACCESS_KEY_ID: 'a', S3_SECRET_ACCESS_KEY: 'b', BACKUP_BUCKET: 'safe' };
    expect(() => readSettings(same)).toThrow('another bucket than S3_BUCKET');
    expect(() => readSettings({ BACKUP_BUCKET: 'safe' })).toThrow('BACKUP_BUCKET needs');
  });
});

describe('a trial restore', () => {
  const schedule = { ...scheduleIn('tried'), key };
  const source = (more: object = {}) => ({
    ...{ schedule, database, registry, log: quiet, signal: new AbortController().signal, ...more },
  });
  const temporaries = () =>
    [schedule.folder, tmpdir(), '/tmp'].flatMap((at) =>
      readdirSync(at).filter((name) => name.startsWith(`rapport-temporary-${process.pid}-`)),
    );
  const trials = () => database.control.query({ text: 'select fault from backup_trial order by at' });
  beforeAll(async () => {
    expect(await tryRestore(source())).toBeNull();
    await drainListeners(lively.ctx, [sealListener]);
    await createRecord(lively.ctx, registry.getNoun('company'), { name: 'Sealed & Sons' });
    await drainListeners(lively.ctx, [sealListener]);
    expect(await lively.ctx.db.query({ text: 'select number from change_seal' })).not.toEqual([]);
    await backUpWhenDue(schedule, new Date('2026-03-01T09:00:00Z'));
  });

  test('puts the newest into a database of its own, row by row, and leaves nothing of it', async () => {
    const both = await Promise.all([tryRestore(source()), tryRestore(source())]);
    const [trial, ...more] = both.filter((one) => one !== null);
    expect(more).toEqual([]);
    expect(trial).toMatchObject({ file: 'scheduled-2026-03-01T000000Z.backup', fault: null });
    expect(trial?.rows).toBeGreaterThan(20);
    expect(temporaries()).toEqual([]);
    expect(readdirSync(schedule.folder)).toEqual(['scheduled-2026-03-01T000000Z.backup']);
    const now = new Date();
    await noteWishes(database.control, { hours: 24, alarmHours: 48, trialDays: 7 });
    expect(await readBackupState(database.control, now)).toMatchObject({ isLate: false, trial: { fault: null } });
    const { backup } = databaseChecks;
    const said = await backup?.(await examine(database, registry));
    expect(said).toContain('scheduled-2026-03-01T000000Z.backup was restored in a trial at');
  }, 120_000);

  test('finds a past that was rewritten here since, and says so everywhere', async () => {
    const { db } = lively.ctx;
    const [seal] = await db.query<{ number: string }>({ text: 'select max(number) as number from change_seal' });
    const set = (value: string) =>
      db.query({ text: `update change_seal set hash = ${value} where number = ${seal?.number}` });
    await db.query({ text: 'create table kept_seal as select number, hash from change_seal' });
    await set(`sha256('another')`);
    expect((await tryRestore(source()))?.fault).toBe(
      'the chain over the change log of "Ararat Trade" is not the one here',
    );
    await set(`(select hash from kept_seal k where k.number = ${seal?.number})`);
    await db.query({ text: 'drop table kept_seal' });
    const said = await databaseChecks.backup?.(await examine(database, registry));
    expect(said).toMatchObject({ warning: expect.stringContaining('is not the one here') });
  }, 120_000);

  test('notes what can not be restored: a file that is damaged, or that anybody may have written', async () => {
    const path = join(schedule.folder, 'scheduled-2026-03-02T000000Z.backup');
    writeFileSync(path, readFileSync(join(schedule.folder, 'scheduled-2026-03-01T000000Z.backup')).subarray(0, 70_000));
    expect((await tryRestore(source()))?.fault).toContain('cut off or not as it was written');
    rmSync(path);
    await backUpWhenDue({ ...schedule, key: undefined }, new Date('2026-03-03T09:00:00Z'));
    expect((await tryRestore(source()))?.fault).toContain('is not sealed, although BACKUP_KEY is set');
    rmSync(join(schedule.folder, 'scheduled-2026-03-03T000000Z.backup'));
  });

  test('that is broken off leaves no PostgreSQL, no folder and no word', async () => {
    const before = await trials();
    const ending = new AbortController();
    const trial = tryRestore(source({ signal: ending.signal }));
    await vi.waitFor(() => expect(temporaries().length).toBeGreaterThan(0), { timeout: 30_000, interval: 5 });
    ending.abort();
    expect(await trial).toBeNull();
    expect([temporaries(), await trials()]).toEqual([[], before]);
  }, 60_000);
});

describe('a server', () => {
  test('tells owners once a day when the newest backup is older than is wished, or never when nothing is wished', async () => {
    const told: string[] = [];
    const watch = async (more: NodeJS.ProcessEnv) => {
      const settings = settingsOf('watched', { BACKUP_HOURS: '0', ...more });
      const ground = { settings, connection, database, registry, log: quiet, times: { first: 1, interval: 5 } };
      const stop = startScheduledBackups({ ...ground, tellOwners: async () => void told.push('told') });
      await new Promise((resolve) => setTimeout(resolve, 400));
      await stop();
    };
    await database.control.query({ text: 'delete from backup_trial' });
    await database.control.query({ text: `update backup_log set at = at - interval '3 hours'` });
    await watch({});
    await watch({ BACKUP_ALARM_HOURS: '4' });
    expect(told).toEqual([]);
    await watch({ BACKUP_ALARM_HOURS: '2' });
    await watch({ BACKUP_ALARM_HOURS: '2' });
    expect(told).toEqual(['told']);
    expect(await readBackupState(database.control, new Date())).toMatchObject({ isLate: true, alarmHours: 2 });
  });

  test('backs up by itself, says so once, and ends with nothing left to do', async () => {
    const said: string[] = [];
    const note = (_facts: unknown, line = '') => void said.push(line);
    const log = { info: note, warn: note, error: note };
    const times = { first: 1, interval: 20 };
    const settings = settingsOf('alone');
    const stop = startScheduledBackups({ settings, connection, database, registry, log, tellOwners, times });
    await vi.waitFor(() => expect(said).toContain('Backed up, and read the backup again'), 60_000);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await stop();
    expect(said).toEqual(['Backed up, and read the backup again']);
    expect(readdirSync(join(folder, 'alone/backups'))).toEqual([expect.stringMatching(/^scheduled-.+Z\.backup$/)]);
  }, 90_000);

  test('takes over at once from one that is killed in the middle of a backup', async () => {
    const settings = settingsOf('two');
    const backups = join(folder, 'two/backups');
    const entry = new URL('../testing/scheduled-backup.ts', import.meta.url);
    const blocker = await WholeTransaction.begin(connection);
    const start = () => startChild(entry, { connection, settings });
    const first = await start();
    const children = [first];
    try {
      await blocker.workspace(lively.ctx.workspace).query({ text: 'lock table companies in access exclusive mode' });
      await vi.waitFor(async () => expect(await countWaiting(connection)).toBe(1), 60_000);
      const parts = readdirSync(backups);
      expect(parts).toEqual([expect.stringMatching(/\.part$/)]);
      const second = await start();
      children.push(second);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      expect([await countWaiting(connection), readdirSync(backups)]).toEqual([1, parts]);
      await first.kill();
      blocker.rollback();
      await vi.waitFor(() => expect(readdirSync(backups)[0]).toMatch(/Z\.backup$/), { timeout: 60_000, interval: 100 });
      await vi.waitFor(() => expect(second.output()).toContain('Backed up'), 60_000);
      expect(readdirSync(backups)).toHaveLength(1);
      await checkEntries(await openBackup(join(backups, readdirSync(backups)[0] ?? '')));
      expect(existsSync(join(backups, parts[0] ?? ''))).toBe(false);
    } finally {
      blocker.rollback();
      await Promise.all(children.map((child) => child.kill()));
    }
  }, 180_000);
});
