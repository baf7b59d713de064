import { describe, expect, test } from 'vitest';
import { useDatabase } from '../testing/database.ts';
import { createEmptyWorkspace } from '../testing/empty-workspace.ts';
import { WholeTransaction } from './whole-transaction.ts';

const database = await useDatabase({ maxConnections: 1 });
const acme = await createEmptyWorkspace(database, [
  'create table person (name text primary key)',
  `insert into person values ('Ani')`,
]);
const globex = await createEmptyWorkspace(database, ['create table person (name text)']);
const db = database.workspace(acme);

/** Everything of a session that a statement could have changed behind the pool's back. */
const state = async () => {
  const [row] = await db.query({
    text: `select current_user::text as role, current_setting('search_path') as path, current_setting('TimeZone') as zone,
      current_setting('statement_timeout') as timeout, current_setting('transaction_read_only') as locked,
      (select count(*)::int from pg_prepared_statements where name like 'mine%') as prepared`,
  });
  return row;
};
const fresh = await state();

describe('a statement leaves its session as it was', () => {
  test.each([
    `set time zone 'Asia/Tbilisi'`,
    `set session characteristics as transaction read only`,
    'set statement_timeout = 0',
    'set role none',
    'set search_path to public',
    'SeT /* hidden */ RoLe NoNe',
    'set session statement_timeout = 0',
    `set local role none`,
    `set local search_path to ${globex.schema}`,
    `set local session authorization ${globex.schema}`,
    'reset role',
    'reset all',
    'discard plans',
    'discard all',
    'begin',
    'start transaction',
    'commit',
    'rollback',
    'prepare mine as select 1',
    'deallocate all',
    'listen rapport_auth',
    'unlisten *',
    `load 'auto_explain'`,
  ])('or fails and takes the connection along: %s', async (text) => {
    await expect(db.query({ text })).rejects.toThrow();
    expect(await state()).toEqual(fresh);
    await expect(db.transaction((tx) => tx.query({ text }))).rejects.toThrow();
    expect(await state()).toEqual(fresh);
  });

  test.each([
    'set local statement_timeout = 0',
    'set local idle_in_transaction_session_timeout = 0',
    `set local lock_timeout to '5s'`,
    `set local work_mem = '64MB'`,
    'set local enable_seqscan = off',
    'set transaction isolation level repeatable read',
  ])('and may make its own transaction easier: %s', async (text) => {
    await db.transaction(async (tx) => {
      await tx.query({ text });
      expect(await tx.query({ text: 'select name from person' })).toEqual([{ name: 'Ani' }]);
    });
    expect(await state()).toEqual(fresh);
  });

  test.each([
    [`set local statement_timeout = 0; set role none`, '42601'],
    [`select 1; select 2`, '42601'],
    [`select name from person where name = 'x'; delete from person`, '42601'],
  ])('never two at once: %s', async (text, code) => {
    await expect(db.query({ text })).rejects.toMatchObject({ code });
    expect(await db.query({ text: 'select name from person' })).toEqual([{ name: 'Ani' }]);
  });
});

describe('one transaction over many workspaces', () => {
  const begin = (mode = {}) => WholeTransaction.begin(database.connection, mode);

  test('acts as each of them by turns, and as none of them for another', async () => {
    const tx = await begin();
    const inAcme = tx.workspace(acme);
    await inAcme.query({ text: `insert into person values ('Boris')` });
    expect(await tx.workspace(globex).query({ text: 'select name from person' })).toEqual([]);
    expect(await tx.control.query({ text: 'select current_user::text as role' })).toEqual([{ role: 'rapport' }]);
    expect(await inAcme.query({ text: 'select name from person order by 1' })).toHaveLength(2);
    await expect(tx.workspace(globex).query({ text: `select name from ${acme.schema}.person` })).rejects.toMatchObject({
      code: '42501',
    });
    tx.rollback();
    expect(await db.query({ text: 'select name from person' })).toEqual([{ name: 'Ani' }]);
  });

  test('that only reads can write nothing, and sees one moment however long it lasts', async () => {
    const tx = await begin({ readOnly: true });
    const names = () => tx.workspace(acme).query({ text: 'select name from person order by 1' });
    expect(await names()).toEqual([{ name: 'Ani' }]);
    await db.query({ text: `insert into person values ('Later')` });
    expect(await names()).toEqual([{ name: 'Ani' }]);
    const [moment] = await tx.control.query<{ snapshot: string }>({ text: 'select pg_export_snapshot() as snapshot' });
    const second = await begin({ readOnly: true, snapshot: moment?.snapshot });
    expect(await second.workspace(acme).query({ text: 'select name from person' })).toEqual([{ name: 'Ani' }]);
    second.rollback();
    await expect(tx.workspace(acme).query({ text: 'delete from person' })).rejects.toMatchObject({ code: '25006' });
    tx.rollback();
    await db.query({ text: `delete from person where name = 'Later'` });
  });

  test('of a moment that is no moment, or another statement, is not begun', async () => {
    for (const snapshot of ['00000003-00000001-1', `x'; drop table person; --`, '../../etc/passwd']) {
      await expect(begin({ readOnly: true, snapshot })).rejects.toThrow(/snapshot/);
    }
    expect(await db.query({ text: 'select name from person' })).toEqual([{ name: 'Ani' }]);
  });

  test('takes rows out and in as they are, and none of those that break off', async () => {
    const out = await begin({ readOnly: true });
    const pieces: Buffer[] = [];
    const reading = out.copyOut(acme.schema, 'copy person to stdout');
    let next = await reading.next();
    for (; !next.done; next = await reading.next()) pieces.push(next.value);
    expect([Buffer.concat(pieces).toString(), next.value]).toEqual(['Ani\n', { rows: 1 }]);
    out.rollback();

    const into = await begin();
    const content = async function* () {
      yield Buffer.from('Bo');
      yield Buffer.from('ris\nԱնի\n');
    };
    expect(await into.copyIn(globex.schema, 'copy person from stdin', content())).toEqual({ rows: 2 });
    const broken = async function* () {
      yield Buffer.from('half');
      throw new Error('the disk is gone');
    };
    await expect(into.copyIn(globex.schema, 'copy person from stdin', broken())).rejects.toThrow();
    await expect(into.commit()).rejects.toThrow();
    into.rollback();
    expect(await database.workspace(globex).query({ text: 'select name from person' })).toEqual([]);
  });
});
