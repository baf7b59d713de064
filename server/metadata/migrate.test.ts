import { expect, test, vi } from 'vitest';
import type { Queryable, WorkspaceAddress } from '../db/database.ts';
import { openDatabase } from '../db/open.ts';
import { useDatabase } from '../testing/database.ts';
import { createEmptyWorkspace } from '../testing/empty-workspace.ts';
import { queryAsSuperuser } from '../testing/superuser.ts';
import { firstFleet, fleetOfToday, rewrittenFleet } from './fleet.factory.ts';
import { migrateWorkspace, planWorkspace } from './migrate.ts';
import type { Registry } from './registry.ts';

const database = await useDatabase();

async function makeSchema(registry: Registry): Promise<{ address: WorkspaceAddress; db: Queryable }> {
  const address = await createEmptyWorkspace(database);
  await migrateWorkspace(database, address, registry);
  return { address, db: database.workspace(address) };
}

/** Every table with its columns, indexes, constraints, functions and sequences, whatever the order they came in. */
async function dumpOf(db: Queryable): Promise<readonly unknown[]> {
  const rows = await db.query<{ what: string }>({
    text: `select regexp_replace(what, 'ws_[0-9a-f]{16}', 'ws', 'g') as what from (
      select concat_ws(' ', 'column', attrelid::regclass, attname, format_type(atttypid, atttypmod),
          case when attnotnull then 'not null' end, pg_get_expr(adbin, adrelid)) as what
        from pg_attribute join pg_class c on c.oid = attrelid left join pg_attrdef on adrelid = attrelid and adnum = attnum
        where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') and attnum > 0 and not attisdropped
      union all select pg_get_indexdef(indexrelid) from pg_index join pg_class c on c.oid = indexrelid
        where relnamespace = current_schema()::regnamespace
      union all select concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid))
        from pg_constraint where connamespace = current_schema()::regnamespace and contype <> 'n'
      union all select pg_get_functiondef(oid) from pg_proc where pronamespace = current_schema()::regnamespace
      union all select sequencename from pg_sequences where schemaname = current_schema()) as dump order by what`,
  });
  return rows.map((row) => row.what);
}

const ids = ['0198c5a0-0000-7000-8000-000000000001', '0198c5a0-0000-7000-8000-000000000002'];
const fill = async (db: Queryable) => {
  await db.query({ text: `insert into members (id, name) values ($1, 'Գարիկ')`, values: [ids[1]] });
  await db.query({
    text: `insert into trucks (id, name, plate, chassis_number) values ($1, 'MAZ', '34 AB 123', 'X1')`,
    values: [ids[0]],
  });
  await db.query({ text: `insert into trucks_drivers (source, target, role) values ($1, $2, 'driver')`, values: ids });
};

test('an upgraded schema is the same as a fresh one', async () => {
  const upgraded = await makeSchema(firstFleet);
  const before = await dumpOf(upgraded.db);
  await migrateWorkspace(database, upgraded.address, fleetOfToday);
  const fresh = await dumpOf((await makeSchema(fleetOfToday)).db);
  expect(await dumpOf(upgraded.db)).toEqual(fresh);
  expect(before).not.toEqual(fresh);
  expect(await planWorkspace(upgraded.db, fleetOfToday)).toEqual({ statements: [], refusals: [] });
});

test('fields added, fields renamed and links renamed keep every row', async () => {
  const { address, db } = await makeSchema(firstFleet);
  await fill(db);
  await migrateWorkspace(database, address, fleetOfToday);
  expect(await db.query({ text: 'select name, licence_plate, chassis_number, price, version from trucks' })).toEqual([
    { name: 'MAZ', licence_plate: '34 AB 123', chassis_number: 'X1', price: null, version: 1 },
  ]);
  expect(await db.query({ text: 'select source, target, role from trucks_crew' })).toEqual([
    { source: ids[0], target: ids[1], role: 'driver' },
  ]);
});

test('what is no longer unique may come twice, and what became so may not', async () => {
  const { address, db } = await makeSchema(firstFleet);
  await fill(db);
  await migrateWorkspace(database, address, fleetOfToday);
  const add = (name: string, plate: string) =>
    db.query({
      text: 'insert into trucks (id, name, licence_plate) values (gen_random_uuid(), $1, $2)',
      values: [name, plate],
    });
  await add('MAZ', '01 CD 001');
  await expect(add('KAMAZ', '34 ab 123')).rejects.toMatchObject({ code: '23505' });
});

test('a column that would have to be rewritten is refused by name, and nothing of the upgrade is done', async () => {
  const { address, db } = await makeSchema(firstFleet);
  await fill(db);
  const before = await dumpOf(db);
  await expect(migrateWorkspace(database, address, rewrittenFleet)).rejects.toThrow(
    'The schema needs a reviewed migration: trucks.plate is text, wanted numeric',
  );
  expect(await dumpOf(db)).toEqual(before);
  expect(await db.query({ text: 'select plate from trucks' })).toEqual([{ plate: '34 AB 123' }]);
  expect(await planWorkspace(db, firstFleet)).toEqual({ statements: [], refusals: [] });
});

test('a plan tells the SQL that is then run, and runs none', async () => {
  const { address, db } = await makeSchema(firstFleet);
  const before = await dumpOf(db);
  const plan = await planWorkspace(db, fleetOfToday);
  expect(plan.statements).toContain('alter table "trucks" rename column "plate" to "licence_plate"');
  expect(plan.statements).toContain('alter table "trucks_drivers" rename to "trucks_crew"');
  expect(await dumpOf(db)).toEqual(before);
  expect(await migrateWorkspace(database, address, fleetOfToday)).toEqual(plan);
});

test('processes that upgrade at once wait for each other', async () => {
  const others = await Promise.all([1, 2, 3].map(() => openDatabase({ connection: database.connection })));
  const { address, db } = await makeSchema(firstFleet);
  const plans = await Promise.all(others.map((other) => migrateWorkspace(other, address, fleetOfToday)));
  expect(plans.filter((plan) => plan.statements.length > 0)).toHaveLength(1);
  expect(await dumpOf(db)).toEqual(await dumpOf((await makeSchema(fleetOfToday)).db));
  const empty = await createEmptyWorkspace(database);
  await Promise.all(others.map((other) => migrateWorkspace(other, empty, fleetOfToday)));
  expect(await dumpOf(database.workspace(empty))).toEqual(await dumpOf(db));
  await Promise.all(others.map((other) => other.close()));
});

test('an upgrade cut short in the middle has done nothing, and the next one does all of it', async () => {
  const { address, db } = await makeSchema(firstFleet);
  await fill(db);
  const before = await dumpOf(db);
  // Whoever reads a table that is to be renamed holds the upgrade up in the middle of its statements.
  await db.transaction(async (reader) => {
    await reader.query({ text: 'select from trucks_drivers' });
    const upgrade = migrateWorkspace(database, address, fleetOfToday).catch((error: unknown) => error);
    const cut = `select pg_terminate_backend(pid) from pg_stat_activity
      where wait_event_type = 'Lock' and datname = current_database()`;
    await vi.waitFor(async () => expect(await queryAsSuperuser(database, cut)).toHaveLength(1), { timeout: 10_000 });
    expect(await upgrade).toMatchObject({ code: '57P01' });
  });
  expect(await dumpOf(db)).toEqual(before);
  await migrateWorkspace(database, address, fleetOfToday);
  expect(await planWorkspace(db, fleetOfToday)).toEqual({ statements: [], refusals: [] });
});

test('a schema of a Rapport that did not write down how its indexes were made gets them anew', async () => {
  const { address, db } = await makeSchema(firstFleet);
  await db.query({ text: 'drop index trucks_name_key' });
  await db.query({ text: 'create unique index trucks_name_key on trucks (name)' });
  await db.query({ text: 'alter table schema_state drop column definitions' });
  await db.query({ text: `update schema_state set fingerprint = 'of long ago'` });
  await migrateWorkspace(database, address, firstFleet);
  expect(await dumpOf(db)).toEqual(await dumpOf((await makeSchema(firstFleet)).db));
});
