import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drainListeners } from '../changes/drain-listeners.ts';
import { listChanges } from '../changes/list-changes.ts';
import type { Database, Queryable } from '../db/database.ts';
import { openDatabase } from '../db/open.ts';
import { listTables } from '../db/schema-content.ts';
import { countJobs } from '../jobs/waiting-jobs.ts';
import { createRegistry } from '../metadata/registry.ts';
import { serverModules } from '../modules.ts';
import { createRecord } from '../records/create.ts';
import { useDatabase } from '../testing/database.ts';
import { systemContextOf } from '../testing/empty-workspace.ts';
import { type LivelyInstallation, makeLively, owner, quiet, secret, signInOn } from '../testing/lively-installation.ts';
import { notingListener } from '../testing/noting-listener.ts';
import { useSecondServer } from '../testing/second-server.ts';
import { aloneInBackups } from './backup-lock.ts';
import { findLastBackup } from './backup-log.repository.ts';
import { makeBackup } from './make-backup.ts';
import { openBackup } from './read-backup.ts';
import { type Restored, restoreBackup } from './restore-backup.ts';
import { backUpWhenDue } from './scheduled-backups.ts';
import { isMadeAnew } from './tables-made-anew.ts';

const source = await useDatabase();
const connection = await (await useSecondServer()).createDatabase();
const registry = createRegistry(serverModules);
const folder = mkdtempSync('/tmp/rapport-backup-test-');
const path = join(folder, 'monday.rapport');
const [there, here] = [join(folder, 'there'), join(folder, 'here')];

let lively: LivelyInstallation;
let cookie: string;
let restored: Restored;
let second: Database;

beforeAll(async () => {
  lively = await makeLively(source);
  cookie = await enter(source, source.connection);
  mkdirSync(join(there, 'a1/b2'), { recursive: true });
  writeFileSync(join(there, 'a1/b2/price list.pdf'), 'a price list');
  await makeBackup({ connection: source.connection, filesFolder: there, secret }, path);
  const target = { connection, registry, filesFolder: here, replace: false, log: quiet, say: () => undefined };
  restored = await restoreBackup(target, await openBackup(path));
  second = await openDatabase({ connection });
}, 120_000);

afterAll(async () => {
  await second?.close();
  rmSync(folder, { recursive: true });
});

async function enter(database: Database, at: object): Promise<string> {
  const signIn = await signInOn(database, at);
  const { email, password } = owner;
  const body = JSON.stringify({ email, password });
  const headers = { 'content-type': 'application/json' };
  const request = new Request('http://localhost:3000/api/auth/sign-in/email', { method: 'POST', headers, body });
  const answer = await signIn.authHandler(request, '127.0.0.1');
  await signIn.close();
  expect(answer.status).toBe(200);
  return answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
}

const contextHere = () => ({ ...systemContextOf(second, lively.ctx.workspace), registry });

/** Transactions are numbered anew on another server; all else is compared. */
const renumbered: Record<string, readonly string[]> = { change: ['tx'], change_cursor: ['tx', 'id', 'at'] };

async function contentOf(db: Queryable): Promise<Record<string, readonly object[]>> {
  const content: Record<string, readonly object[]> = {};
  for (const { name, columns } of await listTables(db)) {
    if (isMadeAnew(name) || name === 'backup_log') continue;
    const list = columns.filter((column) => !renumbered[name]?.includes(column)).map((column) => `"${column}"::text`);
    content[name] = await db.query({ text: `select ${list.join(', ')} from "${name}" order by ${list.join(', ')}` });
  }
  return content;
}

test('every table of the installation and of its workspaces is there again, row by row', async () => {
  const control = await contentOf(source.control);
  expect(Object.keys(control)).toContain('api_key');
  expect(await contentOf(second.control)).toEqual(control);
  const workspace = await contentOf(lively.ctx.db);
  expect(Object.values(workspace).filter((rows) => rows.length > 0).length).toBeGreaterThan(8);
  expect(await contentOf(contextHere().db)).toEqual(workspace);
});

test('with the same columns, indexes and constraints as before', async () => {
  const shapeOf = (db: Queryable) =>
    db.query({
      text: `select regexp_replace(pg_get_indexdef(indexrelid), 'ws_\\w+', 'ws') as what from pg_index
          join pg_class on oid = indexrelid where relnamespace = current_schema()::regnamespace
        union all select conrelid::regclass::text || conname || pg_get_constraintdef(oid) from pg_constraint
          where connamespace = current_schema()::regnamespace and contype in ('p', 'f', 'u') order by 1`,
    });
  expect(await shapeOf(contextHere().db)).toEqual(await shapeOf(lively.ctx.db));
  expect(await shapeOf(second.control)).toEqual(await shapeOf(source.control));
});

test('a person signs in with the old password, and a session and an API key made there go on', async () => {
  expect(restored.secret).toBe(secret);
  await enter(second, connection);
  const signIn = await signInOn(second, connection);
  const facts = { method: 'GET', url: '/', ip: '127.0.0.1', requestId: 'test' };
  const who = async (headers: Record<string, string>) => (await signIn.resolveContext({ ...facts, headers }))?.actor;
  expect(await who({ authorization: `Bearer ${lively.key}` })).toMatchObject({ role: 'owner' });
  expect(await who({ cookie })).toMatchObject({ role: 'owner' });
  expect(await who({ authorization: `Bearer ${lively.key}x` })).toBeUndefined();
  await signIn.close();
});

test("a record's history is there, and new changes follow it", async () => {
  const query = { noun: 'person', recordId: lively.personId, limit: 10 };
  const history = await listChanges(contextHere(), query);
  expect(history.items.map(({ kind }) => kind)).toEqual(['updated', 'created']);
  expect(history).toEqual(await listChanges(lively.ctx, query));
});

test('a listener hears what it had not heard there, and nothing twice', async () => {
  const heard: string[] = [];
  await createRecord(contextHere(), registry.getNoun('company'), { name: 'Made here' });
  await drainListeners(contextHere(), [notingListener(heard)]);
  expect(heard).toEqual(['company created', 'company created']);
});

test('a job that waited there waits here', async () => {
  expect(await countJobs(second.control)).toEqual({ waiting: 1, failed: 0 });
  const jobs = await second.control.query({ text: 'select task_identifier as job, key from graphile_worker.jobs' });
  expect(jobs).toEqual([{ job: 'test.slow', key: `${lively.ctx.workspace.id}:test.slow:only` }]);
});

test('attached files are in their place', () => {
  expect(readFileSync(join(here, 'a1/b2/price list.pdf'), 'utf8')).toBe('a price list');
});

test('workspaces here are closed to each other as they were', async () => {
  const [row] = await second.control.query({
    text: 'select nspowner::regrole::text as owner, nspacl from pg_namespace where nspname = $1',
    values: [lively.ctx.workspace.schema],
  });
  expect(row).toEqual({ owner: lively.ctx.workspace.schema, nspacl: null });
});

test('the file is for its owner alone, and the backup is noted', async () => {
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(await findLastBackup(source.control)).toMatchObject({ file: path });
});

test('a backup made while people write is of one moment, over all schemas', async () => {
  await source.control.query({ text: 'delete from sign_in_attempt' });
  let writing = true;
  const write = async () => {
    for (let turn = 0; writing; turn++) {
      await lively.ctx.db.transaction(async (tx) => {
        await tx.query({ text: `insert into import_key values ($1, gen_random_uuid())`, values: [`key ${turn}`] });
        const text = 'insert into sign_in_attempt values (int4send($1), 1, now())';
        await tx.asControl((control) => control.query({ text, values: [turn] }));
      });
    }
  };
  const writer = write();
  const file = join(folder, 'tuesday.rapport');
  const { manifest } = await makeBackup({ connection: source.connection, filesFolder: there, secret: null }, file);
  writing = false;
  await writer;
  const rowsOf = (schema: number, name: string) =>
    manifest.schemas[schema]?.tables.find((table) => table.name === name)?.rows;
  expect(rowsOf(0, 'sign_in_attempt')).toBe(rowsOf(1, 'import_key'));
  const [now] = await lively.ctx.db.query<{ count: number }>({ text: 'select count(*)::int from import_key' });
  expect(now?.count).toBeGreaterThan(rowsOf(1, 'import_key') as number);
});

describe('backups that the server makes by itself', () => {
  const scheduled = join(folder, 'scheduled');
  const schedule = { hours: 24, keep: 2, folder: scheduled, filesFolder: there, secret: () => secret };
  const at = (time: string) => backUpWhenDue({ ...schedule, connection: source.connection }, new Date(time));

  test('are made once a span, whole, and the oldest go beyond those that are kept', async () => {
    const first = await at('2026-03-01T09:00:00Z');
    expect(first).toBe(join(scheduled, 'scheduled-2026-03-01T000000Z.backup'));
    expect((await openBackup(first ?? '')).manifest.schemas.length).toBeGreaterThan(1);
    expect(await findLastBackup(source.control)).toMatchObject({ file: first });
    expect(await at('2026-03-01T23:59:00Z')).toBeNull();
    expect(await backUpWhenDue({ ...schedule, hours: 0, connection: source.connection }, new Date())).toBeNull();
    writeFileSync(join(scheduled, 'mine.backup'), 'left alone');
    for (const day of ['02', '03']) expect(await at(`2026-03-${day}T00:00:00Z`)).not.toBeNull();
    expect(readdirSync(scheduled).sort()).toEqual([
      'mine.backup',
      'scheduled-2026-03-02T000000Z.backup',
      'scheduled-2026-03-03T000000Z.backup',
    ]);
  });

  test('are not begun while another process makes one, and are over what one left that was killed', async () => {
    writeFileSync(join(scheduled, 'scheduled-2026-03-04T000000Z.backup.part'), 'half of one');
    const meanwhile = await aloneInBackups(source.connection, 'making', async () => [await at('2026-03-04T08:10:00Z')]);
    expect(meanwhile).toEqual([null]);
    expect(await at('2026-03-04T08:20:00Z')).toBe(join(scheduled, 'scheduled-2026-03-04T000000Z.backup'));
  });
});
