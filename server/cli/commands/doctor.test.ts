import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { logBackup } from '../../backup/backup-log.repository.ts';
import { measureLag } from '../../changes/lag.ts';
import type { Context } from '../../context.ts';
import { createRegistry } from '../../metadata/registry.ts';
import { runCommand, urlOf } from '../../testing/command-line.ts';
import { useDatabase } from '../../testing/database.ts';
import { makeLively } from '../../testing/lively-installation.ts';
import { useMailServer } from '../../testing/mail-server.ts';
import { notingListener } from '../../testing/noting-listener.ts';
import { useSecondServer } from '../../testing/second-server.ts';
import { databaseChecks, examine } from '../database-checks.ts';
import type { Finding } from '../finding.ts';
import doctor from './doctor.ts';
import migrate from './migrate.ts';

const database = await useDatabase();
const another = await useSecondServer();
const dataDir = mkdtempSync('/tmp/rapport-doctor-');
let ctx: Context;

beforeAll(async () => {
  ({ ctx } = await makeLively(database));
}, 60_000);
afterAll(() => rmSync(dataDir, { recursive: true }));

async function examineAt(url: string) {
  const { code, out } = await runCommand([doctor], { DATABASE_URL: url, DATA_DIR: dataDir }, 'doctor', '--json');
  const { ok, findings } = JSON.parse(out) as { ok: boolean; findings: Finding[] };
  return { code, ok, of: (check: string) => findings.find((finding) => finding.check === check) };
}

const look = () => examineAt(urlOf(database.connection));

test('finds an installation in order, and says that it was never backed up', async () => {
  const { code, ok, of } = await look();
  expect({ code, ok }).toEqual({ code: 0, ok: true });
  expect(of('versions')?.detail).toMatch(/^Rapport \d+\.\d+\.\d+, Node v/);
  expect(of('database')?.detail).toMatch(/^PostgreSQL 1\d\.\d+, of DATABASE_URL/);
  expect(of('disk')?.detail).toMatch(/GiB free/);
  expect(of('schema')).toEqual({ check: 'schema', ok: true, detail: 'up to date in 1 workspaces' });
  expect(of('jobs')).toEqual({ check: 'jobs', ok: true, detail: '1 waiting, none given up' });
  expect(of('backup')).toMatchObject({
    ok: true,
    warning: true,
    detail: expect.stringContaining('None was ever made'),
  });
});

test('tells the last backup, and warns when it is a week old', async () => {
  await logBackup(database.control, { file: '/backups/monday.rapport', bytes: 1, sha256: 'x' });
  expect((await look()).of('backup')).toMatchObject({ detail: expect.stringContaining('/backups/monday.rapport') });
  await database.control.query({ text: `update backup_log set at = now() - interval '8 days'` });
  expect((await look()).of('backup')).toMatchObject({ ok: true, warning: true, detail: /^8 days old/ });
});

test('warns of a schema that is behind, and finds fault with one that can not be brought up to date', async () => {
  await ctx.db.query({ text: `update schema_state set fingerprint = 'of long ago'` });
  expect((await look()).of('schema')).toMatchObject({
    ok: true,
    warning: true,
    detail: expect.stringContaining('"Ararat Trade"'),
  });
  await ctx.db.query({ text: 'alter table notes alter column pinned type text' });
  const { code, of } = await look();
  expect(code).toBe(70);
  expect(of('schema')).toMatchObject({
    ok: false,
    detail: expect.stringContaining('notes.pinned is text, wanted boolean'),
  });
  await ctx.db.query({ text: 'alter table notes alter column pinned type boolean using pinned::boolean' });
});

test('finds fault with jobs that were given up', async () => {
  await database.control.query({ text: 'update graphile_worker._private_jobs set attempts = max_attempts' });
  const { code, of } = await look();
  expect(code).toBe(70);
  expect(of('jobs')).toMatchObject({ ok: false, detail: expect.stringMatching(/^1 jobs failed at every attempt/) });
});

test('names the listeners that are late', async () => {
  const { workspace } = ctx;
  expect(await measureLag(ctx.db, ['test.notes'])).toMatchObject([{ listener: 'test.notes', waiting: 1 }]);
  const registry = createRegistry([...ctx.registry.modules, { name: 'test', listeners: [notingListener([])] }]);
  const check = async (now: Date) => databaseChecks.listeners?.(await examine(database, registry, now));
  expect(await check(new Date())).toBe('none is late');
  expect(await check(new Date(Date.now() + 3_600_000))).toEqual({
    warning: expect.stringContaining(`test.notes of "${workspace.name}", 1 changes since`),
  });
  // As a worker tells that it lives.
  const held = database.control.transaction(async (tx) => {
    await tx.query({ text: 'select pg_advisory_xact_lock(1918988394, 2)' });
    return check(new Date(Date.now() + 3_600_000));
  });
  await expect(held).rejects.toThrow('Some do not get on');
});

test('changes nothing in a database nobody has set up, and says when there is none', async () => {
  const connection = await another.createDatabase();
  const { code, of } = await examineAt(urlOf(connection));
  expect(code).toBe(0);
  expect(of('schema')).toMatchObject({ warning: true, detail: expect.stringContaining('the accounts') });
  expect((await examineAt(urlOf(connection))).of('schema')).toMatchObject({ warning: true });
  const gone = await examineAt('postgres://rapport@127.0.0.1:1/rapport');
  expect(gone.code).toBe(69);
  expect(gone.of('database')).toMatchObject({ ok: false, detail: expect.stringContaining('No PostgreSQL answers') });
});

test('makes no folder and no database where there is none yet', async () => {
  const folder = join(dataDir, 'not', 'yet');
  const { code, out } = await runCommand([doctor], { DATABASE_URL: '', DATA_DIR: folder }, 'doctor');
  expect(code).toBe(0);
  expect(out).toContain(`ok    data       ${folder}, which the first start makes`);
  expect(out).toContain('ok    database   none yet');
  const plan = await runCommand([migrate], { DATABASE_URL: '', DATA_DIR: folder }, 'migrate', '--plan');
  expect([plan.code, plan.out]).toEqual([0, '-- no database yet: the first start makes it\n']);
  expect(existsSync(join(dataDir, 'not'))).toBe(false);
});

test('tries the mail server without sending anything, and tells what it says', async () => {
  const mail = await useMailServer({ signIn: true });
  const server = { SMTP_HOST: '127.0.0.1', SMTP_PORT: `${mail.port}`, SMTP_FROM: 'Ararat <crm@ararat.am>' };
  const plain = { DATABASE_URL: '', DATA_DIR: join(dataDir, 'mail'), ...server, SMTP_SECURITY: 'none' };
  const lines = async (settings: Record<string, string>) => (await runCommand([doctor], settings, 'doctor')).out;
  expect(await lines(plain)).toContain(`ok    mail       127.0.0.1:${mail.port} lets us in`);
  const wrong = { ...plain, SMTP_USER: 'anahit', SMTP_PASSWORD: 'eight plums' };
  expect(await lines(wrong)).toMatch(/^note {2}mail .*mailSignIn \(538 .*STARTTLS/m);
  expect(await lines(wrong)).not.toContain('eight plums');
  expect(mail.arrived).toEqual([]);
});

test('finds fault with what it can not stand on, each in one line, and looks at the rest all the same', async () => {
  const file = join(dataDir, 'a file');
  writeFileSync(file, '');
  const settings = { DATABASE_URL: urlOf(database.superuser), DATA_DIR: file };
  const { code, out, err } = await runCommand([doctor], settings, 'doctor');
  expect([code, err]).toEqual([66, '']);
  const lines = out.trim().split('\n');
  expect(lines.find((line) => line.startsWith('FAULT data'))).toContain('not what it should be (ENOTDIR)');
  expect(lines.find((line) => line.startsWith('FAULT database'))).toMatch(/too many rights \(SUPERUSER.*CREATE ROLE/);
  expect(lines.find((line) => line.startsWith('ok    versions'))).toBeDefined();
  expect(out).not.toMatch(/^ +at /m);
});

test.each([
  [{ PORT: 'x' }, 'PORT must be a whole number'],
  [{ DATABASE_URL: 'mysql://u:secret-1@h/d' }, 'DATABASE_URL must look like'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be'],
])('does not begin with settings that are none: %j', async (settings, line) => {
  const { code, out, err } = await runCommand([doctor], settings as Record<string, string>, 'doctor');
  expect({ code, out }).toEqual({ code: 78, out: '' });
  expect(err).toMatch(new RegExp(`^${line}.*\\.\n$`));
  expect(err).not.toContain('secret-1');
});
