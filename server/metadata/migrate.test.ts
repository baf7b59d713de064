import { describe, expect, test, vi } from 'vitest';
import { boolean, choice, links, longText, member, money, number, relation, text } from '../../shared/nouns/field.ts';
import type { Queryable, WorkspaceAddress } from '../db/database.ts';
import { openDatabase } from '../db/open.ts';
import { useDatabase } from '../testing/database.ts';
import { createEmptyWorkspace } from '../testing/empty-workspace.ts';
import { dumpOf } from '../testing/schema-dump.ts';
import { queryAsSuperuser } from '../testing/superuser.ts';
import { firstFleet, fleetOfToday, fleetWith, rewrittenFleet } from './fleet.factory.ts';
import { isUpToDate, migrateWorkspace, planWorkspace } from './migrate.ts';
import { linksTableOf, snakeCase } from './names.ts';
import type { Registry } from './registry.ts';
import { compareVersions } from './schema-state.ts';

const database = await useDatabase();

async function makeSchema(registry: Registry): Promise<{ address: WorkspaceAddress; db: Queryable }> {
  const address = await createEmptyWorkspace(database);
  await migrateWorkspace(database, address, registry);
  return { address, db: database.workspace(address) };
}

/** As if an earlier version had brought the schema there: what it declared may be taken back by a later one. */
const makeOlder = (db: Queryable) => db.query({ text: `update schema_state set product = '0.0.9'` });

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

describe('a declaration that changes', () => {
  const fuels = [{ value: 'diesel' }, { value: 'gas' }];
  const upgrade = async (from: Registry, to: Registry, fillIt: (db: Queryable) => Promise<unknown>) => {
    const { address, db } = await makeSchema(from);
    await fillIt(db);
    await migrateWorkspace(database, address, to);
    expect(await planWorkspace(db, to)).toEqual({ statements: [], refusals: [] });
    return { address, db };
  };
  const addTruck = (values: Record<string, unknown>) => (db: Queryable) =>
    db.query({
      text: `insert into trucks (id, ${Object.keys(values)}) values (gen_random_uuid(), ${Object.keys(values).map((_, index) => `$${index + 1}`)})`,
      values: Object.values(values),
    });
  const indexesOf = async (db: Queryable) =>
    (
      await db.query<{ name: string }>({
        text: 'select indexname as name from pg_indexes where schemaname = current_schema()',
      })
    )
      .map(({ name }) => name)
      .filter((name) => name.startsWith('trucks_'));

  test('leaves the values of a field it drops where they are, and finds them when it takes the field back', async () => {
    const full = fleetWith({
      name: text(),
      plate: text({ unique: true }),
      axles: number(),
      drivers: links({ to: 'member' }),
    });
    const { address, db } = await upgrade(full, fleetWith({ name: text() }), fill);
    expect(await indexesOf(db)).not.toContain('trucks_plate_key');
    await addTruck({ name: 'KAMAZ', plate: '34 AB 123' })(db);
    await db.query({ text: `update trucks set plate = '01 CD 001' where name = 'KAMAZ'` });
    await makeOlder(db);
    await migrateWorkspace(database, address, full);
    expect(await db.query({ text: 'select name, plate from trucks order by name' })).toEqual([
      { name: 'KAMAZ', plate: '01 CD 001' },
      { name: 'MAZ', plate: '34 AB 123' },
    ]);
    expect(await db.query({ text: 'select source, target from trucks_drivers' })).toHaveLength(1);
    expect(await indexesOf(db)).toContain('trucks_plate_key');
    async function fill(ofFull: Queryable) {
      await ofFull.query({ text: `insert into members (id, name) values ($1, 'Garik')`, values: [ids[1]] });
      await ofFull.query({
        text: `insert into trucks (id, name, plate) values ($1, 'MAZ', '34 AB 123')`,
        values: [ids[0]],
      });
      await ofFull.query({ text: 'insert into trucks_drivers (source, target) values ($1, $2)', values: ids });
    }
  });

  test('finds links again whose table the database had cut off the name of', async () => {
    const drivers = 'driversWhoMayTakeThisTruckOnARouteThatCrossesABorder';
    const { address, db } = await makeSchema(fleetWith({ name: text() }));
    await db.query({ text: `insert into members (id, name) values ($1, 'Garik')`, values: [ids[1]] });
    await db.query({ text: `insert into trucks (id, name) values ($1, 'MAZ')`, values: [ids[0]] });
    const whole = `trucks_${snakeCase(drivers)}`;
    await db.query({
      text: `create table ${whole} (source uuid not null, target uuid not null, role text, starts_on date, ends_on date,
        position integer not null default 0, primary key (source, target))`,
    });
    await db.query({ text: `insert into ${whole} (source, target) values ($1, $2)`, values: ids });
    const full = fleetWith({ name: text(), [drivers]: links({ to: 'member' }) });
    await migrateWorkspace(database, address, full);
    const table = linksTableOf(full.getNoun('truck'), drivers);
    expect(await db.query({ text: `select source, target from ${table}` })).toEqual([
      { source: ids[0], target: ids[1] },
    ]);
    expect(await planWorkspace(db, full)).toEqual({ statements: [], refusals: [] });
  });

  test('leaves the records of a noun it drops', async () => {
    const { address, db } = await makeSchema(fleetOfToday);
    await db.query({ text: `insert into garages (id, name) values ($1, 'Gyumri')`, values: [ids[0]] });
    await migrateWorkspace(database, address, fleetWith({ name: text() }));
    await makeOlder(db);
    await migrateWorkspace(database, address, fleetOfToday);
    expect(await db.query({ text: 'select name from garages' })).toEqual([{ name: 'Gyumri' }]);
    expect(await dumpOf(db)).toEqual(await dumpOf((await makeSchema(fleetOfToday)).db));
  });

  test.each([
    ['a choice to any text', choice({ options: fuels }), text({ search: true })],
    ['a text to one of any length', text(), longText({ search: true })],
    ['a text to one that was typed so far', text(), choice({ options: fuels, open: true })],
    ['a text to a shorter one, which holds for what comes', text(), text({ maxLength: 2 })],
  ])('widens or narrows %s and keeps what there is', async (_name, before, after) => {
    const { db } = await upgrade(
      fleetWith({ name: text(), fuel: before }),
      fleetWith({ name: text(), fuel: after }),
      addTruck({ fuel: 'Diesel and hope' }),
    );
    expect(await db.query({ text: 'select fuel from trucks' })).toEqual([{ fuel: 'Diesel and hope' }]);
    expect(await dumpOf(db)).toEqual(await dumpOf((await makeSchema(fleetWith({ name: text(), fuel: after }))).db));
  });

  test.each([
    ['a number of money', number(), money(), 'trucks.worth is numeric, wanted numeric(20,4)'],
    ['money of a number', money(), number(), 'trucks.worth is numeric(20,4), wanted numeric'],
    ['a yes or no of a text', text(), boolean(), 'trucks.worth is text, wanted boolean'],
    ['a pointer of a text', text(), relation({ to: 'truck' }), 'trucks.worth is text, wanted uuid'],
  ])('makes no %s, says so and changes nothing', async (_name, before, after, reason) => {
    const { address, db } = await makeSchema(fleetWith({ name: text(), worth: before }));
    await addTruck({ name: 'MAZ', worth: '7' })(db);
    const dump = await dumpOf(db);
    const wanted = fleetWith({ name: text(), worth: after, added: text() });
    await expect(migrateWorkspace(database, address, wanted)).rejects.toMatchObject({
      ...{ name: 'OperatorError', message: `The schema needs a reviewed migration: ${reason}` },
    });
    expect(await dumpOf(db)).toEqual(dump);
    expect((await planWorkspace(db, wanted)).refusals).toEqual([reason]);
  });

  test('can not ask for values of their own where some are shared, says so and changes nothing', async () => {
    const { address, db } = await makeSchema(fleetWith({ name: text() }));
    for (const name of ['MAZ', 'maz']) await addTruck({ name })(db);
    const dump = await dumpOf(db);
    const wanted = fleetWith({ name: text({ unique: true }), added: text() });
    await expect(migrateWorkspace(database, address, wanted)).rejects.toMatchObject({
      ...{ name: 'OperatorError' },
      message:
        'The schema needs a reviewed migration: trucks_name_key can not be had, several records hold the same value',
    });
    expect(await dumpOf(db)).toEqual(dump);
    await db.query({ text: `update trucks set deleted_at = now() where name = 'maz'` });
    await migrateWorkspace(database, address, wanted);
  });

  test('can not point elsewhere while records point where they did', async () => {
    const { address, db } = await makeSchema(fleetWith({ name: text(), keeper: relation({ to: 'truck' }) }));
    await db.query({ text: 'insert into trucks (id, keeper) values ($1, $1)', values: [ids[0]] });
    const dump = await dumpOf(db);
    await expect(migrateWorkspace(database, address, fleetWith({ name: text(), keeper: member() }))).rejects.toThrow(
      'trucks_keeper_fkey can not be had, records point at what is not there',
    );
    expect(await dumpOf(db)).toEqual(dump);
  });

  test('gets an index for fields that are looked up together, and loses it again', async () => {
    const fields = { name: text(), worth: number(), fuel: choice({ options: fuels }) };
    const { address, db } = await upgrade(
      fleetWith(fields),
      fleetWith(fields, { lookups: [['fuel', 'worth']] }),
      addTruck({ name: 'MAZ' }),
    );
    expect(await indexesOf(db)).toContain('trucks_fuel_worth_idx');
    await makeOlder(db);
    await migrateWorkspace(database, address, fleetWith(fields));
    expect(await indexesOf(db)).not.toContain('trucks_fuel_worth_idx');
  });
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

test('a database that guesses by too few words is told to keep more, and does at once', async () => {
  const { db } = await makeSchema(fleetOfToday);
  await db.query({ text: 'alter table trucks alter column search set statistics -1' });
  expect((await planWorkspace(db, fleetOfToday)).statements).toEqual([
    'alter table "trucks" alter column "search" set statistics 500',
    'analyze "trucks" ("search")',
  ]);
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

describe('a schema that a newer Rapport has been at work on', () => {
  const newer = /^The database is that of a newer Rapport \(.+\) and was left as it is/;
  const refused = async (db: Queryable, address: WorkspaceAddress, registry: Registry) => {
    const before = await dumpOf(db);
    await expect(migrateWorkspace(database, address, registry)).rejects.toThrow(newer);
    await expect(planWorkspace(db, registry)).rejects.toThrow(newer);
    expect(await dumpOf(db)).toEqual(before);
  };

  test('is left alone by the one before it, known by having been there', async () => {
    const { address, db } = await makeSchema(firstFleet);
    await migrateWorkspace(database, address, fleetOfToday);
    await refused(db, address, firstFleet);
    expect(await isUpToDate(db, fleetOfToday)).toBe(true);
  });

  test('is left alone by one of a lower version, and brought on by one of a higher', async () => {
    const { address, db } = await makeSchema(fleetOfToday);
    await db.query({ text: `update schema_state set product = '999.0.0'` });
    await refused(db, address, fleetWith({ name: text() }));
    await makeOlder(db);
    await migrateWorkspace(database, address, fleetWith({ name: text() }));
  });
});

test.each([
  ['0.9.0', '0.10.0', -1],
  ['1.0.0', '0.99.99', 1],
  ['2.1.0-beta', '2.1.0', 0],
])('the version %s stands before, after or beside %s', (left, right, order) => {
  expect(Math.sign(compareVersions(left, right))).toBe(order);
});
