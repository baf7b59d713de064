import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { logBackup } from '../../backup/backup-log.repository.ts';
import { measureLag } from '../../changes/lag.ts';
import { createSealer } from '../../config/sealer.ts';
import { loadSecret, saveSecret } from '../../config/secret.ts';
import type { Context } from '../../context.ts';
import { createRegistry } from '../../metadata/registry.ts';
import { resealAll } from '../../secrets/reseal.ts';
import { sealedColumnsOf } from '../../secrets/sealed-columns.ts';
import { changingSecret, keepingSecret } from '../../secrets/secret-lock.ts';
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
import secretRotate from './secret.ts';

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

test('a rotation that is cut short leaves everything readable, and is gone on with to its end', async () => {
  const first = loadSecret(dataDir);
  const letters = createSealer(first, 'mail');
  await ctx.db.query({
    text: `insert into letter (id, kind, to_name, to_address, subject, content, state)
      select gen_random_uuid(), 'test', 'Ani', 'ani@ararat.am', 'Hello', content, 'sent' from unnest($1::text[]) content`,
    values: [Array.from({ length: 450 }, (_, index) => letters.seal(`letter ${index}`))],
  });
  await ctx.db.query({
    text: `insert into webhook (id, url, description, active, events, secret, old_secret, created_by)
      values (gen_random_uuid(), 'https://a.example', '', true, '[]', 'whsec_plain', $1, gen_random_uuid())`,
    values: [createSealer(first, 'webhook').seal('whsec_old')],
  });
  const second = 'another secret of more than thirty-two characters';
  const both = `${second}\n${first}`;
  saveSecret(dataDir, both);
  let writes = 0;
  const dying = {
    ...ctx.db,
    query: ((statement) => {
      if (statement.text.startsWith('update') && ++writes === 2) throw new Error('killed');
      return ctx.db.query(statement);
    }) as typeof ctx.db.query,
  };
  const columns = sealedColumnsOf(ctx.registry);
  await expect(resealAll(dying, columns, both)).rejects.toThrow('killed');
  const contents = async () =>
    (await ctx.db.query<{ content: string }>({ text: 'select content from letter where content is not null' })).map(
      ({ content }) => content,
    );
  const opener = createSealer(both, 'mail');
  const half = await contents();
  expect(half.filter(opener.isCurrent)).toHaveLength(200);
  expect(half.every((content) => /^letter \d+$/.test(opener.open(content) ?? ''))).toBe(true);
  expect((await look()).of('secrets')).toMatchObject({
    warning: true,
    detail: expect.stringMatching(/^252 texts are not/),
  });
  const settings = { DATABASE_URL: urlOf(database.connection), DATA_DIR: dataDir };
  const { code, out } = await runCommand([secretRotate], settings, 'secret', 'rotate', '--json');
  expect([code, JSON.parse(out)]).toEqual([0, { current: 200, older: 252, lost: 0 }]);
  expect(readFileSync(join(dataDir, 'secret'), 'utf8')).toBe(`${second}\n`);
  expect((await contents()).every(createSealer(second, 'mail').isCurrent)).toBe(true);
  expect((await look()).of('secrets')).toEqual({
    ...{ check: 'secrets', ok: true, detail: '452 texts are sealed with the secret in use' },
  });
});

test('a rotation makes a new secret, forgets the old one, and names what nobody can read any more', async () => {
  const settings = { DATABASE_URL: urlOf(database.connection), DATA_DIR: dataDir };
  await ctx.db.query({
    text: `update letter set content = $1 where id = (select id from letter limit 1)`,
    values: [createSealer('a secret of an installation elsewhere', 'mail').seal('lost')],
  });
  const before = loadSecret(dataDir);
  await database.control.query({
    text: 'insert into second_factor (account, secret) select id, $1 from auth_user limit 1',
    values: [createSealer(before, 'second-factor').seal('key of an app')],
  });
  const { code, out } = await runCommand([secretRotate], settings, 'secret', 'rotate', '--json');
  expect([code, JSON.parse(out)]).toEqual([0, { current: 0, older: 452, lost: 1 }]);
  const after = loadSecret(dataDir);
  const [factor] = await database.control.query<{ secret: string }>({ text: 'select secret from second_factor' });
  expect(createSealer(after, 'second-factor').open(factor?.secret ?? '')).toBe('key of an app');
  expect([after.includes(before), after.length]).toEqual([false, 43]);
  expect((await look()).of('secrets')).toMatchObject({ warning: true, detail: expect.stringMatching(/^1 texts are/) });
  const own = { ...settings, SECRET: 'a secret of the environment, long enough' };
  expect(await runCommand([secretRotate], own, 'secret', 'rotate')).toMatchObject({
    ...{ code: 78, err: expect.stringContaining('SECRET_OLD') },
  });
  const both = { ...own, SECRET_OLD: after };
  expect(JSON.parse((await runCommand([secretRotate], both, 'secret', 'rotate', '--json')).out)).toMatchObject({
    ...{ older: 452, lost: 1 },
  });
  await ctx.db.query({ text: 'delete from letter' });
  await ctx.db.query({ text: 'delete from webhook' });
  await database.control.query({ text: 'delete from second_factor' });
});

test('a rotation goes on alone: another is refused, and a server that starts waits with its secret', async () => {
  const settings = { DATABASE_URL: urlOf(database.connection), DATA_DIR: dataDir };
  const before = loadSecret(dataDir);
  const rotate = () => runCommand([secretRotate], settings, 'secret', 'rotate');
  const told: string[] = [];
  let starting: Promise<string> | undefined;
  const began = await changingSecret(database.connection, async () => {
    expect(await rotate()).toMatchObject({ code: 75, err: expect.stringMatching(/^Another rotation .*\.\n$/) });
    return new Promise<boolean>((waits) => {
      const say = (line: string) => waits(told.push(line) > 0);
      starting = keepingSecret(database.connection, say, async () => loadSecret(dataDir));
    }).then((waiting) => {
      saveSecret(dataDir, 'a secret that came while a server was starting');
      return waiting;
    });
  });
  expect([began, await starting]).toEqual([true, 'a secret that came while a server was starting']);
  saveSecret(dataDir, before);
  await keepingSecret(database.connection, fail, async () => {
    expect(await rotate()).toMatchObject({ code: 75 });
    // Several servers may start at once.
    expect(await keepingSecret(database.connection, fail, async () => loadSecret(dataDir))).toBe(before);
  });
});

/** Nothing is waited for. */
function fail(line: string): void {
  throw new Error(line);
}

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
