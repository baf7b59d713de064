import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { listSteps } from '../../db/control-schema.ts';
import { openDatabase } from '../../db/open.ts';
import { runCommand, urlOf } from '../../testing/command-line.ts';
import { useSecondServer } from '../../testing/second-server.ts';
import { useWorkspace } from '../../testing/workspace.ts';
import migrate from './migrate.ts';

const { database, workspace } = await useWorkspace();
const db = database.workspace(workspace);
const another = await useSecondServer();
await database.control.query({
  text: `insert into workspace (id, schema, name, language, currency, time_zone) values ($1, $2, 'Ararat', 'en', 'USD', 'UTC')`,
  values: [workspace.id, workspace.schema],
});
const dataDir = mkdtempSync(join(tmpdir(), 'rapport-migrate-test-'));
afterAll(() => rmSync(dataDir, { recursive: true }));
const settings = { DATABASE_URL: urlOf(database.connection), DATA_DIR: dataDir };
const rapport = (...args: string[]) => runCommand([migrate], settings, ...args);

test('a plan prints the SQL that would be run, and runs none of it', async () => {
  expect((await rapport('migrate', '--plan')).out).toBe(
    `-- control: nothing to do\n-- ${workspace.schema}: nothing to do\n`,
  );
  await db.query({ text: 'alter table people drop column job_title' });
  const { code, out } = await rapport('migrate', '--plan');
  expect(code).toBe(0);
  expect(out).toContain('alter table "people" add column "job_title" text;\n');
  await expect(db.query({ text: 'select job_title from people' })).rejects.toMatchObject({ code: '42703' });
});

test('migrating does what the plan said, and says so in JSON', async () => {
  const planned = JSON.parse((await rapport('migrate', '--plan', '--json')).out);
  const done = JSON.parse((await rapport('migrate', '--json')).out);
  expect(done.control).toEqual(planned.control);
  const [plan, outcome] = [planned, done].map(({ workspaces }) => workspaces[workspace.schema].statements);
  expect(outcome).toEqual(plan);
  expect(outcome).toContain('alter table "people" add column "job_title" text');
  expect(await db.query({ text: 'select job_title from people' })).toEqual([]);
  expect((await rapport('migrate', '--plan')).out).toContain(`${workspace.schema}: nothing to do`);
});

test('a plan tells what only a reviewed migration may do', async () => {
  await db.query({ text: 'alter table notes alter column pinned type text' });
  expect((await rapport('migrate', '--plan')).out).toContain(
    '-- needs a reviewed migration: notes.pinned is text, wanted boolean',
  );
});

test('a plan for an empty database shows how it would begin, and leaves it empty', async () => {
  const connection = await another.createDatabase();
  const { out } = await runCommand([migrate], { DATABASE_URL: urlOf(connection) }, 'migrate', '--plan');
  expect(out).toMatch(/^-- control\ncreate table workspace \(/);
  const untouched = await openDatabase({ connection, migrate: false });
  expect(await listSteps(untouched.control)).toEqual([]);
  await untouched.close();
});
