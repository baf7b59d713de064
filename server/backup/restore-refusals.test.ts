import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { listWorkspaces } from '../auth/workspace.repository.ts';
import { explainError } from '../cli/explain.ts';
import type { DatabaseSource } from '../db/connect.ts';
import type { Database } from '../db/database.ts';
import { openDatabase } from '../db/open.ts';
import { WholeTransaction } from '../db/whole-transaction.ts';
import { startJobs } from '../jobs/start-jobs.ts';
import { isWorkerAlive } from '../jobs/worker-presence.ts';
import { prepareJobs } from '../jobs/worker-schema.ts';
import { createRegistry } from '../metadata/registry.ts';
import { serverModules } from '../modules.ts';
import { startChild } from '../testing/child-process.ts';
import { useDatabase } from '../testing/database.ts';
import { type LivelyInstallation, makeLively, quiet, secret } from '../testing/lively-installation.ts';
import { useSecondServer } from '../testing/second-server.ts';
import { countWaiting } from '../testing/waiting.ts';
import { readTrailer, trailerLength, trailerOf } from './backup-layout.ts';
import { makeBackup } from './make-backup.ts';
import { openBackup } from './read-backup.ts';
import { restoreBackup } from './restore-backup.ts';

const source = await useDatabase();
const server = await useSecondServer();
const empty = await server.createDatabase();
const used = empty;
const registry = createRegistry(serverModules);
const folder = mkdtempSync('/tmp/rapport-refusals-test-');
const path = join(folder, 'whole.rapport');
const changed = join(folder, 'changed.rapport');
const filesFolder = join(folder, 'files');
let lively: LivelyInstallation;

beforeAll(async () => {
  lively = await makeLively(source);
  await makeBackup({ connection: source.connection, filesFolder, secret }, path);
}, 60_000);

beforeEach(() => copyFileSync(path, changed));
afterAll(() => rmSync(folder, { recursive: true }));

const restore = async (connection: DatabaseSource['connection'], from = path, replace = false) => {
  const target = { connection, registry, filesFolder, replace, log: quiet, say: () => undefined };
  return restoreBackup(target, await openBackup(from));
};

async function inspect<T>(
  connection: DatabaseSource['connection'],
  look: (database: Database) => Promise<T>,
): Promise<T> {
  const database = await openDatabase({ connection });
  try {
    return await look(database);
  } finally {
    await database.close();
  }
}

/** The workspaces' schemas, and the accounts: what must not be there after a restore that failed. */
const tracesIn = (connection: DatabaseSource['connection']) =>
  inspect(connection, ({ control }) =>
    control.query({
      text: `select nspname::text as trace from pg_namespace where nspname like 'ws_%'
        union all select email from auth_user`,
    }),
  );

/** Rewrites the manifest, with a trailer that fits it. */
function rewriteManifest(change: (manifest: string) => string, offset?: number): void {
  const bytes = readFileSync(path);
  const { manifestOffset } = readTrailer(bytes.subarray(-trailerLength).toString()) ?? { manifestOffset: 0 };
  const manifest = Buffer.from(change(bytes.subarray(manifestOffset, -trailerLength).toString()));
  const content = Buffer.concat([bytes.subarray(0, manifestOffset), manifest]);
  const sha256 = createHash('sha256').update(content).digest('hex');
  writeFileSync(changed, Buffer.concat([content, Buffer.from(trailerOf(offset ?? manifestOffset, sha256))]));
}

describe('a file that is not as it was written is refused before anything is done', () => {
  test('cut off anywhere', async () => {
    const { length } = readFileSync(path);
    for (const size of [length - 1, length - trailerLength, Math.floor(length / 2), 40]) {
      truncateSync(changed, size);
      await expect(openBackup(changed), `cut to ${size}`).rejects.toThrow('cut off: its end is missing');
    }
  });

  test('a byte flipped anywhere', async () => {
    const bytes = readFileSync(path);
    for (const position of [25, 30, 1_000, Math.floor(bytes.length / 2), bytes.length - trailerLength - 5]) {
      const flipped = Buffer.from(bytes);
      flipped[position] = (flipped[position] as number) ^ 1;
      writeFileSync(changed, flipped);
      await expect(openBackup(changed), `flipped at ${position}`).rejects.toThrow('its checksum differs');
    }
  });

  test('another format, and no backup at all', async () => {
    writeFileSync(changed, readFileSync(path).fill('RAPPORT BACKUP 0002\n', 0, 20));
    await expect(openBackup(changed)).rejects.toThrow('format 2, and this Rapport reads format 1');
    writeFileSync(changed, 'name;city\nAcme;Yerevan\n');
    await expect(openBackup(changed)).rejects.toThrow('is no backup of Rapport');
    writeFileSync(changed, '');
    await expect(openBackup(changed)).rejects.toThrow('is no backup of Rapport');
  });
});

describe('a file that only looks like a backup is refused in one line', () => {
  const lines = async () =>
    openBackup(changed).then(
      () => null,
      (error: unknown) => explainError(error),
    );

  test.each([
    ['a list that is no JSON', () => 'SELECT 1;'],
    ['an empty list', () => '{}'],
    ['a list of something else', () => '[1,2]'],
    ['a list of another shape', (manifest: string) => manifest.replace('"schemas":[', '"schemas":[7,')],
    ['rows that are no number', (manifest: string) => manifest.replace(/"rows":\d+/, '"rows":"many"')],
    ['no list', () => ''],
  ])('%s', async (_what, change) => {
    rewriteManifest(change);
    const line = await lines();
    expect(line).toEqual({
      exitCode: 65,
      message: expect.stringContaining('can not be read: it was not written by Rapport'),
    });
  });

  test.each([0, 40, 10 ** 15])('a list said to begin at %i', async (offset) => {
    rewriteManifest((manifest) => manifest, offset);
    expect(await lines()).toEqual({ exitCode: 65, message: expect.stringMatching(/Nothing was restored/) });
  });

  test('a folder, and what is not there', async () => {
    await expect(openBackup(folder)).rejects.toMatchObject({
      exitCode: 66,
      message: `${folder} is no file: name the file of the backup.`,
    });
    await expect(openBackup(join(folder, 'absent'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('a backup this Rapport can not hold is refused with nothing left behind', () => {
  test.each([
    ['a column unknown here', '"birthday"', '"shoe_size"', 'holds people.shoe_size, which this Rapport'],
    [
      'a table unknown here',
      '"name":"auth_session"',
      '"name":"auth_pets"',
      'holds the table auth_pets, which this Rapport',
    ],
    ['a table only this place may have', '"name":"auth_session"', '"name":"migration"', 'holds the table migration'],
    [
      'a workspace whose schema is none of ours',
      /"schema":"ws_\w+"/,
      '"schema":"rapport"',
      'not the name of a workspace',
    ],
    ['a step of a newer Rapport', '"0001-workspace"', '"0099-tomorrow"', 'newer than this one'],
    ['a table that is not as it was written', /"bytes":\d+/, '"bytes":1', 'is not as it was written'],
  ])('%s', async (_what, from, to, message) => {
    rewriteManifest((manifest) => manifest.replace(from, to));
    await expect(restore(empty, changed)).rejects.toThrow(message);
    expect(await tracesIn(empty)).toEqual([]);
  });
});

test('kill -9 in the middle of a restore leaves the installation empty, and it can be restored', async () => {
  // Jobs are restored last: whoever holds their table stops the restore there, with every row in.
  await inspect(empty, (database) => prepareJobs(database, quiet));
  const holder = await WholeTransaction.begin(empty);
  await holder.control.query({ text: 'lock table graphile_worker._private_jobs in access exclusive mode' });
  const entry = new URL('../testing/killed-restore.ts', import.meta.url);
  const child = await startChild(entry, { connection: empty, path, filesFolder });
  await vi.waitFor(async () => expect(await countWaiting(empty), child.output()).toBe(1), { timeout: 40_000 });
  await child.kill();
  holder.rollback();
  await vi.waitFor(async () => expect(await countWaiting(empty)).toBe(0), { timeout: 10_000 });
  expect(child.output()).not.toContain('restored');
  await vi.waitFor(async () => expect(await tracesIn(empty)).toEqual([]), { timeout: 10_000 });
  expect((await restore(empty)).workspaces).toEqual(['Ararat Trade']);
}, 120_000);

/** The one the restore before this went into. */
describe('an installation in use', () => {
  test('is left as it is, unless it is to be replaced; then all of it is', async () => {
    const notes = (text: string) =>
      inspect(used, ({ workspace }) => workspace(lively.ctx.workspace).query({ text: `${text} from notes` }));
    await notes('delete');
    await expect(restore(used)).rejects.toThrow('There are workspaces here ("Ararat Trade")');
    expect(await notes('select count(*)::int')).toEqual([{ count: 0 }]);
    await restore(used, path, true);
    expect(await notes('select count(*)::int')).toEqual([{ count: 1 }]);
  }, 60_000);

  test('keeps everything when what should replace it fails', async () => {
    rewriteManifest((manifest) => manifest.replace('"birthday"', '"shoe_size"'));
    await expect(restore(used, changed, true)).rejects.toThrow('shoe_size');
    expect(await inspect(used, ({ control }) => listWorkspaces(control))).toMatchObject([{ name: 'Ararat Trade' }]);
  }, 60_000);

  test('is refused while a server runs on it', async () => {
    await inspect(used, async (database) => {
      const contextOf = () => lively.ctx;
      const jobs = await startJobs({ database, jobs: [], findWorkspace: async () => null, contextOf, log: quiet });
      await expect.poll(() => isWorkerAlive(database.control)).toBe(true);
      await expect(restore(used, path, true)).rejects.toThrow('A Rapport runs on this database');
      await jobs.stop();
    });
  });
});

describe('writing a backup', () => {
  const from = { connection: source.connection, filesFolder, secret: null };

  test('never writes over a file, nor beside another backup being written', async () => {
    await expect(makeBackup(from, path)).rejects.toThrow(`${path} is there already`);
    const busy = join(folder, 'busy.rapport');
    writeFileSync(`${busy}.part`, '');
    await expect(makeBackup(from, busy)).rejects.toThrow('another backup writes it');
    expect(existsSync(`${busy}.part`)).toBe(true);
  });

  test('that breaks off leaves no file, whole or in parts', async () => {
    const broken = join(folder, 'broken.rapport');
    const full = makeBackup({ ...from, filesFolder: join(path, 'is a file') }, broken);
    await expect(full).rejects.toMatchObject({ code: 'ENOTDIR' });
    expect([existsSync(broken), existsSync(`${broken}.part`)]).toEqual([false, false]);
  });

  const inProcess = (file: string, limit?: string) => {
    const entry = new URL('../testing/limited-backup.ts', import.meta.url);
    return startChild(entry, { connection: source.connection, filesFolder, path: file }, limit);
  };

  test('where no file may be as large ends in one line that says so, with nothing kept', async () => {
    const large = join(folder, 'large.rapport');
    const child = await inProcess(large, 'ulimit -f 8');
    expect([await child.ended, child.output()]).toEqual([
      74,
      expect.stringMatching(
        /^A file as large as .*large\.rapport is not allowed there: raise the limit .* nothing was kept of it\. \n$/,
      ),
    ]);
    expect(readdirSync(folder).filter((name) => name.startsWith('large'))).toEqual([]);
  });

  describe.runIf(process.getuid?.() === 0)('as root, who can make a small disk,', () => {
    test('that fills the disk leaves it as empty as it was, and says so in one line', async ({ skip }) => {
      const disk = mkdtempSync('/tmp/rapport-small-disk-');
      const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', disk]).status === 0;
      try {
        if (!mounted) skip('mounting is not permitted here');
        const file = join(disk, 'monday.rapport');
        await expect(makeBackup(from, file)).rejects.toMatchObject({
          exitCode: 74,
          message: `There is no room on the disk for ${file}: nothing was kept of it.`,
        });
        expect(readdirSync(disk)).toEqual([]);
      } finally {
        if (mounted) spawnSync('umount', [disk]);
        rmSync(disk, { recursive: true });
      }
    });
  });

  test('that is interrupted takes its half of a file along', async () => {
    const half = join(folder, 'half.rapport');
    const holder = await WholeTransaction.begin(source.connection);
    await holder.workspace(lively.ctx.workspace).query({ text: 'lock table people in access exclusive mode' });
    const child = await inProcess(half);
    await vi.waitFor(() => expect(existsSync(`${half}.part`), child.output()).toBe(true), { timeout: 15_000 });
    child.send('SIGINT');
    expect(await child.ended).toBe(130);
    holder.rollback();
    expect(readdirSync(folder).filter((name) => name.startsWith('half'))).toEqual([]);
  });

  test('of nothing is refused', async () => {
    const connection = await server.createDatabase();
    await expect(makeBackup({ ...from, connection }, join(folder, 'none.rapport'))).rejects.toThrow(
      'nothing to back up',
    );
  });
});
