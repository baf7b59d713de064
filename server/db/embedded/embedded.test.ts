import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startChild } from '../../testing/child-process.ts';
import { findRunningPostgres } from './attach.ts';
import { startEmbeddedPostgres } from './embedded.ts';
import { provisionDatabase } from './login-role.ts';
import { findPostmaster } from './postmaster.ts';
import { isAlive } from './process.ts';

const warnings: string[] = [];
const keep = (first: unknown, second?: unknown) => void warnings.push(String(second ?? first));
const log = { info: keep, warn: keep, error: keep };

// Making a cluster and flushing it to a busy disk takes its time.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;
/** A data folder that has had its first start; most tests begin with a copy. */
let template: string;
const running: { stop(): Promise<void> }[] = [];

beforeAll(async () => {
  template = mkdtempSync('/tmp/rapport-embedded-template-');
  chmodSync(template, 0o755);
  const postgres = await startEmbeddedPostgres({ dataDir: template, log });
  await provisionDatabase(postgres);
  await postgres.stop();
});

afterAll(() => rmSync(template, { recursive: true, force: true }));

beforeEach(() => {
  warnings.length = 0;
  folder = mkdtempSync('/tmp/rapport-embedded-');
  chmodSync(folder, 0o755);
});

afterEach(async () => {
  for (const postgres of running.splice(0)) await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function start(dataDir = join(folder, 'data')) {
  const options = { log, systemFolder: join(folder, 'system'), lasting: false };
  const postgres = await startEmbeddedPostgres({ dataDir, ...options });
  running.push(postgres);
  return postgres;
}

/** As `start`, past the making of a cluster. */
async function startPrepared(dataDir = join(folder, 'data')) {
  if (!existsSync(dataDir)) await succeeds('cp', ['-a', template, dataDir]);
  return start(dataDir);
}

async function ask<Row extends object>(connection: object, text: string): Promise<Row[]> {
  const client = new Client(connection);
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

async function killDatabase(dataDir: string): Promise<number> {
  const pid = findPostmaster(join(dataDir, 'postgres'))?.pid ?? 0;
  process.kill(pid, 'SIGKILL');
  return pid;
}

describe('the PostgreSQL that Rapport brings', () => {
  it('keeps what was written over a stop and a start, and gives its role no more than it needs', async () => {
    const first = await startPrepared();
    await ask(await provisionDatabase(first), 'create table kept as select 1 as one');
    await first.stop();
    const connection = await provisionDatabase(await startPrepared());
    expect(await ask(connection, 'select one from kept')).toEqual([{ one: 1 }]);
    const [role] = await ask(
      connection,
      'select rolsuper, rolinherit, rolcreaterole, rolcreatedb from pg_roles where rolname = current_user',
    );
    expect(role).toEqual({ rolsuper: false, rolinherit: false, rolcreaterole: true, rolcreatedb: false });
  });

  it('knows letters of four scripts, checks its pages and listens on no network', async () => {
    const connection = await provisionDatabase(await startPrepared());
    const [facts] = await ask(
      connection,
      `select lower('ИВАН ՀԱՅԿ') as lower, current_setting('data_checksums') as checksums,
      current_setting('listen_addresses') as addresses, current_setting('jit') as jit`,
    );
    expect(facts).toEqual({ lower: 'иван հայկ', checksums: 'on', addresses: '', jit: 'off' });
    await ask(connection, 'create extension pg_trgm');
    for (const name of ['Иванов', 'Հայկ', 'გიორგი', 'Smith']) {
      const [found] = await ask<{ alike: number }>(connection, `select similarity('${name}', '${name}') as alike`);
      expect(found?.alike, name).toBe(1);
    }
  });

  it('tells a second start who has the data, and lets others use the running one', async () => {
    const postgres = await startPrepared();
    await expect(startPrepared()).rejects.toMatchObject({
      exitCode: 75,
      message: expect.stringMatching(new RegExp(`already runs on the data .* process ${process.pid}, since \\d{4}-`)),
    });
    expect(findRunningPostgres(join(folder, 'data'))).toEqual({
      socketDir: postgres.socketDir,
      port: postgres.port,
      superuser: postgres.superuser,
    });
    await postgres.stop();
    expect(findRunningPostgres(join(folder, 'data'))).toBeNull();
  });

  it('says when it was killed, and recovers what was committed', async () => {
    const postgres = await startPrepared();
    await ask(await provisionDatabase(postgres), 'create table kept as select 1 as one');
    await killDatabase(join(folder, 'data'));
    expect(await postgres.crashed).toMatch(/^The database ended by itself \(SIGKILL.*start Rapport again/);
    await postgres.stop();
    expect(await ask(await provisionDatabase(await startPrepared()), 'select one from kept')).toEqual([{ one: 1 }]);
  });

  it('ends the database of a killed server before it starts its own', async () => {
    const dataDir = join(folder, 'data');
    const orphan = await leaveOrphan(dataDir);
    expect(isAlive(orphan)).toBe(true);
    await startPrepared();
    expect(isAlive(orphan)).toBe(false);
    expect(warnings.join()).toContain(`process ${orphan}`);
    expect(findPostmaster(join(dataDir, 'postgres'))?.pid).not.toBe(orphan);
  });

  it('ends with the command it was started for, when that is interrupted, with everything written', async () => {
    const dataDir = join(folder, 'data');
    await succeeds('cp', ['-a', template, dataDir]);
    const entry = new URL('../../testing/interrupted-command.ts', import.meta.url);
    const child = await startChild(entry, { dataDir });
    await vi.waitFor(() => expect(child.output()).toContain('written'), { timeout: 15_000 });
    const pid = findPostmaster(join(dataDir, 'postgres'))?.pid ?? 0;
    expect(isAlive(pid)).toBe(true);
    child.send('SIGINT');
    expect(await child.ended).toBe(130);
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 10_000 });
    expect(findRunningPostgres(dataDir)).toBeNull();
    expect(existsSync(join(dataDir, 'rapport.lock'))).toBe(false);
    expect(await ask(await provisionDatabase(await startPrepared()), 'select one from kept')).toEqual([{ one: 1 }]);
    expect(warnings).toEqual([]);
  });

  it('is not kept from starting by a number that now belongs to another program', async () => {
    await (await startPrepared()).stop();
    const cluster = join(folder, 'data', 'postgres');
    writeFileSync(join(cluster, 'postmaster.pid'), `${process.ppid}\n${cluster}\n1\n5432\n\n\n 1 1\nready\n`);
    await startPrepared();
    expect(isAlive(process.ppid)).toBe(true);
  });

  it('begins again where making the cluster was cut off', async () => {
    const half = join(folder, 'data', 'postgres.unfinished');
    mkdirSync(half, { recursive: true });
    writeFileSync(join(half, 'PG_VERSION'), '18');
    await provisionDatabase(await start());
  });

  it('refuses data of another major version and says what to do', async () => {
    await (await startPrepared()).stop();
    writeFileSync(join(folder, 'data', 'postgres', 'PG_VERSION'), '17\n');
    await expect(start()).rejects.toMatchObject({
      exitCode: 78,
      message: expect.stringMatching(/PostgreSQL 17 .* brings 18: make a backup/),
    });
  });

  it('puts its socket elsewhere when the path would be too long', async () => {
    const deep = join(folder, 'a'.repeat(60), 'b'.repeat(60));
    mkdirSync(deep, { recursive: true });
    const postgres = await startPrepared(join(deep, 'data'));
    expect(Buffer.byteLength(join(postgres.socketDir, `.s.PGSQL.${postgres.port}.lock`))).toBeLessThan(104);
    await provisionDatabase(postgres);
    await postgres.stop();
    expect(existsSync(postgres.socketDir)).toBe(false);
  });
});

describe.runIf(process.getuid?.() === 0)('as root below a folder nobody else may enter', () => {
  it('keeps the database in a system folder named after the checkout, with a note, also after a move', async () => {
    const home = join(folder, 'home');
    mkdirSync(join(home, 'crm'), { recursive: true });
    chmodSync(home, 0o700);
    const first = await start(join(home, 'crm', 'data'));
    await ask(await provisionDatabase(first), 'create table kept as select 1 as one');
    await first.stop();
    const [base] = readdirSync(join(folder, 'system'));
    expect(base).toMatch(/^crm-[\da-f]{8}$/);
    expect(readFileSync(join(home, 'crm', 'data', 'DATABASE-IS-ELSEWHERE.txt'), 'utf8')).toContain(
      `database: ${join(folder, 'system', String(base))}`,
    );
    renameSync(join(home, 'crm'), join(home, 'moved'));
    const second = await start(join(home, 'moved', 'data'));
    expect(await ask(await provisionDatabase(second), 'select one from kept')).toEqual([{ one: 1 }]);
  });

  it('says that the disk is full in one line', async ({ skip }) => {
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    if (!(await succeeds('mount', ['-t', 'tmpfs', '-o', 'size=12m,mode=755', 'tmpfs', disk])))
      skip('mounting is not permitted here');
    try {
      await expect(start(join(disk, 'data'))).rejects.toMatchObject({
        exitCode: 74,
        message: expect.stringMatching(/^The disk is full: make room where .*$/),
      });
    } finally {
      await succeeds('umount', [disk]);
    }
  });
});

/** Starts the cluster, and then its postmaster the way a killed server leaves it: running, with nobody above it. */
async function leaveOrphan(dataDir: string): Promise<number> {
  const postgres = await startPrepared();
  const command = readFileSync(`/proc/${findPostmaster(join(dataDir, 'postgres'))?.pid}/cmdline`, 'utf8')
    .split('\0')
    .slice(0, -1);
  const owner = findPostmaster(join(dataDir, 'postgres'))?.pid;
  const [uid, gid] = ['Uid', 'Gid'].map((name) =>
    Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${owner}/status`, 'utf8'))?.[1]),
  );
  await postgres.stop();
  const socketDir = join(dataDir, 'run');
  expect(existsSync(socketDir)).toBe(true);
  const child = spawn(String(command[0]), command.slice(1), { uid, gid, stdio: 'ignore', detached: true });
  while (findPostmaster(join(dataDir, 'postgres'))?.status !== 'ready')
    await new Promise((resolve) => setTimeout(resolve, 20));
  return child.pid ?? 0;
}

async function succeeds(command: string, args: string[]): Promise<boolean> {
  const child = spawn(command, args, { stdio: 'ignore' });
  const outcome = await Promise.race([once(child, 'exit'), once(child, 'error').then(() => [1])]);
  return outcome[0] === 0;
}
