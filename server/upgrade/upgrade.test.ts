import { scryptSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { listWorkspaces } from '../auth/workspace.repository.ts';
import doctor from '../cli/commands/doctor.ts';
import migrate from '../cli/commands/migrate.ts';
import type { Queryable } from '../db/database.ts';
import { openDatabase } from '../db/open.ts';
import { listTables } from '../db/schema-content.ts';
import { desiredSchema } from '../metadata/desired-schema.ts';
import { migrateWorkspace } from '../metadata/migrate.ts';
import { readRegistry } from '../metadata/registries.ts';
import { createRegistry } from '../metadata/registry.ts';
import { serverModules } from '../modules.ts';
import { runCommand, urlOf } from '../testing/command-line.ts';
import { createEmptyWorkspace } from '../testing/empty-workspace.ts';
import { listOldInstallations, loadOldInstallation, readOldInstallation } from '../testing/old-installation.ts';
import { dumpOf } from '../testing/schema-dump.ts';

const registry = createRegistry(serverModules);
const folder = mkdtempSync(join(tmpdir(), 'rapport-upgrade-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function openOld(name: string) {
  const old = readOldInstallation(name);
  const connection = await loadOldInstallation(old);
  const dataDir = join(folder, name);
  mkdirSync(dataDir, { recursive: true });
  const settings = { DATABASE_URL: urlOf(connection), DATA_DIR: dataDir };
  const rapport = (...args: string[]) => runCommand([migrate, doctor], settings, ...args);
  const database = await openDatabase({ connection, migrate: false });
  afterAll(() => database.close());
  const [workspace] = await listWorkspaces(database.control);
  if (!workspace) throw new Error('No workspace in it');
  const backups = () => readdirSync(join(dataDir, 'backups')).sort();
  return { old, connection, dataDir, rapport, database, workspace, db: database.workspace(workspace), backups };
}

/** Rows as texts, of the columns there were. */
async function rowsOf(db: Queryable, tables: readonly { name: string; columns: readonly string[] }[]) {
  const rows: Record<string, unknown> = {};
  for (const { name, columns } of tables) {
    const list = columns.map((column) => `"${column}"::text`).join(', ');
    rows[name] = await db.query({ text: `select ${list} from "${name}" order by 1, 2` });
  }
  return rows;
}

const kept = (tables: Awaited<ReturnType<typeof listTables>>) =>
  tables.filter(({ name }) => !['schema_state', 'migration', 'backup_log', 'computed_work'].includes(name));

/** As sign-in hashes passwords in earnest; tests have a quicker way, which no old installation knew. */
function scryptOf(salt: string, password: string): string {
  const key = scryptSync(password.normalize('NFKC'), salt, 64, { N: 16_384, r: 16, p: 1, maxmem: 128 * 16_384 * 32 });
  return `${salt}:${key.toString('hex')}`;
}

/** The first, the first with fields of its own, and the last; `UPGRADE_FIXTURES=all` tries every one of them. */
const some = /^(01|04|07)-/;
const tried = listOldInstallations().filter((name) => process.env.UPGRADE_FIXTURES === 'all' || some.test(name));

describe.each(tried)('the installation %s', (name) => {
  test('is planned truly, backed up, and brought to what a fresh one is with every row as it was', async () => {
    const { old, database, workspace, db, rapport, backups } = await openOld(name);
    const before = [kept(await listTables(database.control)), kept(await listTables(db))] as const;
    const content = [await rowsOf(database.control, before[0]), await rowsOf(db, before[1])];

    const untouched = await dumpOf(db);
    const first = await rapport('migrate', '--plan', '--json');
    expect(first.err).toBe('');
    const planned = JSON.parse(first.out);
    expect(planned).toMatchObject({ backup: { fits: true }, workspaces: { [workspace.schema]: { refusals: [] } } });
    expect(await dumpOf(db)).toEqual(untouched);
    expect((await rapport('doctor', '--json')).out).toContain('To be brought up to date at the next start');

    const done = JSON.parse((await rapport('migrate', '--json')).out);
    expect(done.control).toEqual(planned.control);
    expect(done.workspaces[workspace.schema].statements).toEqual(planned.workspaces[workspace.schema].statements);
    expect((await rapport('migrate', '--plan')).out).toBe(
      `-- control: nothing to do\n-- ${workspace.schema}: nothing to do\n`,
    );

    expect([await rowsOf(database.control, before[0]), await rowsOf(db, before[1])]).toEqual(content);
    // What modules now work out is left for the server to do.
    expect(
      await db.query({ text: "select noun from computed_work where 'lastContactAt' = any(names) order by 1" }),
    ).toEqual([{ noun: 'company' }, { noun: 'person' }]);
    const fresh = await createEmptyWorkspace(database);
    const whole = await readRegistry(registry, db);
    await migrateWorkspace(database, fresh, whole);
    // Those of added fields are made by a job, where nobody has made them before.
    const later = desiredSchema(whole).flatMap((table) =>
      [...table.later.keys()].map((index) => ` INDEX ${index} ON `),
    );
    const wanted = new Set(await dumpOf(database.workspace(fresh)));
    const there = await dumpOf(db);
    expect([...wanted].filter((one) => !there.includes(one))).toEqual([]);
    const more = there.filter((one) => !wanted.has(one) && !later.some((index) => String(one).includes(index)));
    expect(more).toEqual([]);

    expect(backups()).toHaveLength(1);
    const [credential] = await database.control.query<{ password: string }>({
      text: 'select password from auth_credential',
    });
    expect(credential?.password).toBe(scryptOf(credential?.password.split(':')[0] ?? '', old.owner.password));
  }, 60_000);
});
