import { randomBytes, randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { describe, expect, test } from 'vitest';
import { useDatabase } from '../testing/database.ts';
import { createEmptyWorkspace } from '../testing/empty-workspace.ts';
import { openDatabase } from './open.ts';

const database = await useDatabase();

const roleOf = (name: string) =>
  database.control.query({
    text: `select rolsuper or rolcreaterole or rolcreatedb or rolcanlogin or rolreplication or rolbypassrls as powerful,
        pg_has_role(current_user, oid, 'set') as "mayTakeOn", pg_has_role(current_user, oid, 'usage') as inherits
      from pg_roles where rolname = $1`,
    values: [name],
  });

describe('creating a workspace', () => {
  test('makes a powerless role that the server may take on but does not inherit from', async () => {
    const { schema } = await createEmptyWorkspace(database);
    expect(await roleOf(schema)).toEqual([{ powerful: false, mayTakeOn: true, inherits: false }]);
  });

  test('makes a schema that only its role may use', async () => {
    const { schema } = await createEmptyWorkspace(database);
    const rows = await database.control.query({
      text: `select nspowner::regrole::text as owner, nspacl from pg_namespace where nspname = $1`,
      values: [schema],
    });
    expect(rows).toEqual([{ owner: schema, nspacl: null }]);
  });

  test('of the same name twice changes nothing', async () => {
    const workspace = await createEmptyWorkspace(database, ['create table note (body text)']);
    await expect(database.createWorkspace(workspace)).rejects.toMatchObject({ code: '42710' });
    expect(await database.workspace(workspace).query({ text: 'select * from note' })).toEqual([]);
  });

  test('goes well many at once', async () => {
    const made = await Promise.all(Array.from({ length: 8 }, () => createEmptyWorkspace(database)));
    expect(new Set(made.map((workspace) => workspace.schema)).size).toBe(8);
  });

  test.each(['rapport', 'public', 'WS_1', 'ws_', 'ws_a-b', 'ws_1"; drop schema rapport; --', `ws_${'a'.repeat(60)}`])(
    'refuses the name %s',
    async (schema) => {
      await expect(database.createWorkspace({ id: randomUUID(), schema })).rejects.toThrow('not the name');
    },
  );
});

describe('dropping a workspace', () => {
  test('leaves neither tables nor role, and touches no other', async () => {
    const [gone, kept] = [
      await createEmptyWorkspace(database, ['create table note (body text)']),
      await createEmptyWorkspace(database),
    ];
    await database.dropWorkspace(gone);
    expect(await roleOf(gone.schema)).toEqual([]);
    expect(await roleOf(kept.schema)).toHaveLength(1);
    await expect(database.workspace(gone).query({ text: 'select 1' })).rejects.toThrow();
    expect(await database.workspace(kept).query({ text: 'select 1 as one' })).toEqual([{ one: 1 }]);
  });

  test('keeps the role while a copy of the database uses it', async () => {
    const workspace = await createEmptyWorkspace(database);
    const name = `copy_${randomBytes(4).toString('hex')}`;
    const superuser = new Client({ ...database.superuser, database: 'postgres' });
    await superuser.connect();
    await database.control.query({ text: 'select pg_sleep(0)' });
    await superuser.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${database.connection.database}'`,
    );
    await superuser.query(`create database ${name} template ${database.connection.database} owner rapport`);
    const copy = await openDatabase({ connection: { ...database.connection, database: name } });
    await database.dropWorkspace(workspace);
    expect(await copy.workspace(workspace).query({ text: 'select current_user::text as role' })).toEqual([
      { role: workspace.schema },
    ]);
    await copy.dropWorkspace(workspace);
    expect(await roleOf(workspace.schema)).toEqual([]);
    await copy.close();
    await superuser.query(`drop database ${name}`);
    await superuser.end();
  });
});
