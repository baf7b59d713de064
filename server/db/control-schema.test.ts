import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { useDatabase } from '../testing/database.ts';
import { type ControlMigration, migrateControl } from './control-schema.ts';
import { openDatabase } from './open.ts';
import { createSearchFunctions } from './search-functions.ts';

const database = await useDatabase();
const { control } = database;

const step = (name: string, ...statements: string[]): ControlMigration => ({ name, statements });
const names = async () => {
  const rows = await control.query<{ name: string }>({ text: 'select name from migration order by at, name' });
  return rows.map((row) => row.name);
};

describe("the control schema's steps", () => {
  test('run once each, however often and by however many the server is started', async () => {
    const steps = [step('t-1', 'create table t1 (id int)'), step('t-2', 'insert into t1 values (1)')];
    await Promise.all([1, 2, 3].map(() => migrateControl(control, steps)));
    expect(await control.query({ text: 'select * from t1' })).toEqual([{ id: 1 }]);
    expect((await names()).filter((name) => name.startsWith('t-'))).toEqual(['t-1', 't-2']);
  });

  test('that fail leave nothing behind', async () => {
    const before = await names();
    const steps = [step('t-3', 'create table t3 (id int)'), step('t-4', 'select 1 / 0')];
    await expect(migrateControl(control, steps)).rejects.toMatchObject({ code: '22012' });
    expect(await names()).toEqual(before);
    await expect(control.query({ text: 'select * from t3' })).rejects.toMatchObject({ code: '42P01' });
  });

  test('never change: whoever has the functions of a search by an older step would fold otherwise', () => {
    const digest = createHash('sha256').update(createSearchFunctions().join('\n')).digest('hex');
    expect(digest, 'another folding is another step with functions of other names').toBe(
      '663f77a90badd9c08b3c5e9378630003a694c84eaff622c58ac25129a29daa19',
    );
  });

  test('come with the extensions in a schema of their own', async () => {
    const rows = await control.query({
      text: `select extname::text as name from pg_extension where extnamespace = 'rapport_extensions'::regnamespace order by 1`,
    });
    expect(rows).toEqual([{ name: 'btree_gin' }, { name: 'pg_trgm' }, { name: 'unaccent' }]);
  });
});

describe('opening and closing', () => {
  test('a database that fails to open leaves no connection', async () => {
    const count = async () => {
      const [row] = await control.query<{ count: number }>({
        text: "select count(*)::int from pg_stat_activity where datname = current_database() and application_name = 'leaky'",
      });
      return row?.count;
    };
    const connection = { ...database.connection, application_name: 'leaky' };
    await expect(openDatabase({ connection, controlMigrations: [step('t-5', 'select 1 / 0')] })).rejects.toThrow();
    await expect.poll(count).toBe(0);
  });

  test('closing lets what runs finish and refuses what comes', async () => {
    const other = await openDatabase({ connection: database.connection });
    const running = other.control.query({ text: "select pg_sleep(0.2)::text as nothing, 'done' as what" });
    await new Promise((resolve) => setTimeout(resolve, 50));
    const closing = other.close();
    await expect(other.control.query({ text: 'select 1' })).rejects.toThrow('closed');
    await closing;
    expect(await running).toMatchObject([{ what: 'done' }]);
    await other.close();
  });

  test('an address with options of its own keeps ours', async () => {
    const { host, port, user, database: name } = database.connection;
    const connectionString = `postgres://${user}@localhost:${port}/${name}?host=${encodeURIComponent(String(host))}&options=${encodeURIComponent('-c TimeZone=Asia/Tbilisi -c work_mem=5MB')}`;
    const other = await openDatabase({ connection: { connectionString } });
    const rows = await other.control.query({
      text: "select current_setting('TimeZone') as zone, current_setting('work_mem') as memory, current_schema()::text as schema",
    });
    expect(rows).toEqual([{ zone: 'UTC', memory: '5MB', schema: 'rapport' }]);
    await other.close();
  });
});
