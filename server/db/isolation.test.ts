import { Client } from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '../testing/database.ts';
import { createEmptyWorkspace } from '../testing/empty-workspace.ts';
import { queryAsSuperuser } from '../testing/superuser.ts';
import type { Queryable } from './database.ts';

const database = await useDatabase({ maxConnections: 4 });
const acme = await createEmptyWorkspace(database);
const globex = await createEmptyWorkspace(database);
const inAcme = database.workspace(acme);
const inGlobex = database.workspace(globex);

beforeAll(async () => {
  for (const [db, secret] of [
    [inAcme, 'Ani Sargsyan'],
    [inGlobex, 'Boris Petrov'],
  ] as const) {
    await db.query({ text: 'create table person (name text not null)' });
    await db.query({ text: 'insert into person values ($1)', values: [secret] });
  }
});

const people = (db: Queryable) => db.query<{ name: string }>({ text: 'select name from person', name: 'people' });
const refused = { code: '42501' };

describe('a workspace reads and changes its own tables only', () => {
  test('each sees its own people under the same unqualified name', async () => {
    expect(await people(inAcme)).toEqual([{ name: 'Ani Sargsyan' }]);
    expect(await people(inGlobex)).toEqual([{ name: 'Boris Petrov' }]);
  });

  test.each([
    ['read', 'select * from $.person'],
    ['insert', "insert into $.person values ('Mallory')"],
    ['update', "update $.person set name = 'Mallory'"],
    ['delete', 'delete from $.person'],
    ['truncate', 'truncate $.person'],
    ['drop', 'drop table $.person'],
    ['create', 'create table $.mine (id int)'],
    ['reference', 'create table mine (name text references $.person (name))'],
    ['drop the schema', 'drop schema $ cascade'],
    ['take the schema over', 'alter schema $ owner to current_user'],
    ['copy through a function', `select query_to_xml('select * from $.person', true, false, '')`],
  ])('%s by qualified name is refused', async (_what, text) => {
    const error = await inAcme.query({ text: text.replace('$', globex.schema) }).catch((reason) => reason);
    expect(error).toMatchObject(refused);
    expect(await people(inGlobex)).toEqual([{ name: 'Boris Petrov' }]);
  });

  test('a search path pointing elsewhere finds nothing there', async () => {
    const pointed = inAcme.transaction(async (tx) => {
      await tx.query({ text: `select set_config('search_path', '${globex.schema}', true)` });
      return people(tx);
    });
    await expect(pointed).rejects.toMatchObject(refused);
    await expect(inAcme.query({ text: `set search_path to ${globex.schema}` })).rejects.toThrow('change the session');
    expect(await people(inAcme)).toEqual([{ name: 'Ani Sargsyan' }]);
  });

  test('a view or function of one workspace reaches no further than its owner', async () => {
    const view = inAcme.query({ text: `create view spy as select * from ${globex.schema}.person` });
    await expect(view).rejects.toMatchObject(refused);
    await queryAsSuperuser(
      database,
      `create function ${acme.schema}.spy() returns setof text language plpgsql security definer as $$
        begin return query execute 'select name from ${globex.schema}.person'; end $$;
      alter function ${acme.schema}.spy() owner to ${acme.schema}`,
    );
    await expect(inAcme.query({ text: 'select spy()' })).rejects.toMatchObject(refused);
    await expect(inGlobex.query({ text: `select ${acme.schema}.spy()` })).rejects.toMatchObject(refused);
  });

  test.each([
    ['in plpgsql', `create function $() returns void language plpgsql as 'begin end'`],
    ['in SQL', `create function $() returns void language sql as 'select'`],
    ['that takes a role', `create function $() returns void language sql as 'set role none'`],
    ['as a procedure', `create procedure $() language plpgsql as 'begin commit; end'`],
    ['for a trigger', `create function $() returns trigger language plpgsql as 'begin return new; end'`],
    ['without a name', `do 'begin end'`],
    ['without a name, that takes a role', `do $$ begin execute 'set role none'; end $$`],
    ['in C', `create function $() returns int language c as '/tmp/evil.so', 'main'`],
    ['of the server itself', `create function $() returns text language internal as 'pg_read_file'`],
  ])('a workspace writes no code of its own: %s', async (_what, text) => {
    await expect(inAcme.query({ text: text.replace(' $()', ' own()') })).rejects.toMatchObject(refused);
  });

  test('the catalogue shows that others exist, and no value of theirs', async () => {
    const listed = await inAcme.query({
      text: 'select from information_schema.columns where table_schema = $1',
      values: [globex.schema],
    });
    expect(listed).toEqual([]);
    const superuser = new Client(database.superuser);
    await superuser.connect();
    await superuser.query(`analyze ${globex.schema}.person`);
    await superuser.end();
    const sampled = await inAcme.query({ text: 'select from pg_stats where schemaname = $1', values: [globex.schema] });
    expect(sampled).toEqual([]);
    await expect(inAcme.query({ text: 'select * from pg_statistic' })).rejects.toMatchObject(refused);
    await expect(inAcme.query({ text: 'select rolpassword from pg_authid' })).rejects.toMatchObject(refused);
  });

  test('what others are running is hidden, and can not be stopped', async () => {
    const pids = await inGlobex.transaction(async (tx) => {
      const [own] = await tx.query<{ pid: number }>({
        text: "select pg_backend_pid() as pid, 'Boris Petrov' as secret",
      });
      const [seen] = await inAcme.query<{ query: string }>({
        text: 'select query from pg_stat_activity where pid = $1',
        values: [own?.pid],
      });
      expect(seen?.query).toBe('<insufficient privilege>');
      const stop = inAcme.query({ text: 'select pg_terminate_backend($1)', values: [own?.pid] });
      await expect(stop).rejects.toMatchObject(refused);
      return own?.pid;
    });
    expect(pids).toBeGreaterThan(0);
  });
});

describe('the control schema is closed to workspaces', () => {
  test.each([
    'select * from rapport.workspace',
    'select * from rapport.migration',
    'create table rapport.mine (id int)',
  ])('%s', async (text) => {
    await expect(inAcme.query({ text })).rejects.toMatchObject(refused);
  });

  test.each([
    'create table public.mine (id int)',
    'create schema mine',
    'create temporary table mine (id int)',
    'create table rapport_extensions.mine (id int)',
    'create extension hstore',
    'create role mallory',
    'alter role current_user with createrole',
    "copy person to program 'cat'",
    "select pg_read_file('/etc/passwd')",
    "select lo_import('/etc/passwd')",
  ])('PUBLIC offers nothing: %s', async (text) => {
    await expect(inAcme.query({ text })).rejects.toMatchObject(refused);
  });

  test('the extensions are there for every workspace', async () => {
    await inAcme.query({ text: 'create index on person using gin (name gin_trgm_ops)' });
    expect(await inAcme.query({ text: "select similarity('Ani', 'Ani') as like" })).toEqual([{ like: 1 }]);
  });
});

describe('a workspace cannot become another', () => {
  test.each([
    ['set role', `set role ${globex.schema}`],
    ['reset role', 'reset role'],
    ['set role none', '/* */ set role none'],
    ['set local role', `set local role ${globex.schema}`],
    ['set session authorization', 'set session authorization default'],
    ['discard', 'discard all'],
    ['reset all', 'reset all'],
    ['begin', 'begin'],
  ])('a statement "%s" fails and takes its connection with it', async (_what, text) => {
    await expect(inAcme.query({ text })).rejects.toThrow();
    await expect(inAcme.transaction((tx) => tx.query({ text }))).rejects.toThrow();
    const everyone = await Promise.all(Array.from({ length: 8 }, () => people(inAcme)));
    expect(new Set(everyone.flat().map((row) => row.name))).toEqual(new Set(['Ani Sargsyan']));
  });

  test.each(['; reset role; select * from ', "'; reset role; --", '; commit; set role none; select * from '])(
    'a second statement after the first is never accepted: %s',
    async (injected) => {
      const text = `select name from person${injected}${globex.schema}.person`;
      await expect(inAcme.query({ text })).rejects.toMatchObject({ code: '42601' });
      await expect(inAcme.query({ text, values: [] })).rejects.toMatchObject({ code: '42601' });
      await expect(inAcme.transaction((tx) => tx.query({ text }))).rejects.toMatchObject({ code: '42601' });
    },
  );

  test('no function called inside a statement changes the role', async () => {
    const taking = [
      `select set_config('role', '${globex.schema}', false), query_to_xml('select * from ${globex.schema}.person', true, false, '')`,
      `select set_config('role', 'none', true)`,
      `update pg_settings set setting = 'none' where name = 'role'`,
      `select query_to_xml('set role none', true, false, '')`,
      `select ts_stat('set role none')`,
    ];
    for (const text of taking) await expect(inAcme.query({ text }), text).rejects.toThrow();
    expect(await people(inAcme)).toEqual([{ name: 'Ani Sargsyan' }]);
  });

  test('values are never read as SQL', async () => {
    const hostile = "x'; reset role; drop table person; --";
    expect(await inAcme.query({ text: 'select $1::text as said', values: [hostile] })).toEqual([{ said: hostile }]);
    expect(() => database.workspace({ id: acme.id, schema: `${acme.schema}"; reset role; --` })).toThrow(
      'not the name',
    );
    expect(() => database.workspace({ id: acme.id, schema: 'rapport' })).toThrow('not the name');
  });
});

describe('the server itself holds no workspace rights', () => {
  test('a connection with no workspace reads no workspace', async () => {
    const client = new Client(database.connection);
    await client.connect();
    await expect(client.query(`select * from ${acme.schema}.person`)).rejects.toMatchObject(refused);
    await expect(client.query('select * from person')).rejects.toMatchObject({ code: '42P01' });
    await client.end();
    const control = database.control.query({ text: `select * from ${acme.schema}.person` });
    await expect(control).rejects.toMatchObject(refused);
  });

  test("a transaction that acts as control sees the control schema, then its workspace's again", async () => {
    const seen = await inAcme.transaction(async (tx) => {
      const workspaces = await tx.asControl((control) => control.query({ text: 'select count(*) from workspace' }));
      return [workspaces, await people(tx)];
    });
    expect(seen).toEqual([[{ count: '0' }], [{ name: 'Ani Sargsyan' }]]);
    const crossing = inAcme.transaction((tx) =>
      tx.asControl((control) => control.query({ text: `select * from ${globex.schema}.person` })),
    );
    await expect(crossing).rejects.toMatchObject(refused);
  });

  test('a workspace statement may not slip into the moment the transaction acts as control', async () => {
    const mixed = inAcme.transaction(async (tx) => {
      await tx.asControl(() => people(tx));
    });
    await expect(mixed).rejects.toThrow('acts as control');
  });

  test('an error while acting as control leaves nothing behind for the next', async () => {
    const failing = inAcme.transaction((tx) => tx.asControl(() => Promise.reject(new Error('no'))));
    await expect(failing).rejects.toThrow('no');
    const [state] = await inAcme.query({
      text: "select current_user::text as role, current_setting('search_path') as path",
    });
    expect(state).toEqual({ role: acme.schema, path: `${acme.schema}, rapport_extensions` });
  });
});

test('where nobody could close the languages, a block that took another role still leaves it to nobody', async () => {
  await queryAsSuperuser(database, 'grant usage on language plpgsql to public');
  try {
    for (const taken of [globex.schema, 'none']) {
      const text = `do $$ begin execute 'set role ${taken}'; end $$`;
      await expect(inAcme.query({ text })).rejects.toThrow('change the session');
      await expect(inAcme.transaction((tx) => tx.query({ text }))).rejects.toThrow('change the session');
    }
    const everyone = await Promise.all(Array.from({ length: 8 }, () => people(inAcme)));
    expect(new Set(everyone.flat().map((row) => row.name))).toEqual(new Set(['Ani Sargsyan']));
  } finally {
    await queryAsSuperuser(database, 'revoke usage on language plpgsql from public');
  }
});

test('two workspaces on the same few connections never meet, errors included', async () => {
  const visit = async (turn: number) => {
    const [db, own] = turn % 2 ? ([inAcme, 'Ani Sargsyan'] as const) : ([inGlobex, 'Boris Petrov'] as const);
    if (turn % 5 === 0) await expect(db.query({ text: 'select 1 / 0' })).rejects.toMatchObject({ code: '22012' });
    if (turn % 7 === 0) await expect(db.transaction(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    if (turn % 3 === 0) return [(await db.transaction(people))[0]?.name, own];
    return [(await people(db))[0]?.name, own];
  };
  const visits = await Promise.all(Array.from({ length: 400 }, (_, turn) => visit(turn)));
  for (const [seen, own] of visits) expect(seen).toBe(own);
});
