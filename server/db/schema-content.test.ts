import { describe, expect, test } from 'vitest';
import { useDatabase } from '../testing/database.ts';
import { createEmptyWorkspace } from '../testing/empty-workspace.ts';
import { clearForLoading, copyInText, copyOutText, listSequences, listTables, setSequences } from './schema-content.ts';

const database = await useDatabase();
const hostile = 'na"me; drop table person; --';
const ddl = [
  'create sequence number',
  `create table company (id int primary key, name text not null, folded text generated always as (lower(name)) stored)`,
  `create table person (id int primary key, company int references company, email text unique, note text)`,
  'create index person_note_idx on person (note) where note is not null',
  `create table "${hostile.replaceAll('"', '""')}" ("col""umn" text)`,
  'create table change (id int, at date not null) partition by range (at)',
  'create index change_at_idx on change (at, id)',
  `create table change_2026 partition of change for values from ('2026-01-01') to ('2027-01-01')`,
  'create table change_default partition of change default',
  'create view people as select * from person',
];
const workspace = await createEmptyWorkspace(database, ddl);
const neighbour = await createEmptyWorkspace(database, [
  'create table theirs (id int)',
  'create sequence theirs_number',
]);
const db = database.workspace(workspace);

/** Indexes and constraints of the workspace, as PostgreSQL would write them. */
const shape = () =>
  db.query({
    text: `select pg_get_indexdef(indexrelid) as what from pg_index join pg_class on oid = indexrelid
        where relnamespace = current_schema()::regnamespace
      union all select conrelid::regclass::text || ' ' || pg_get_constraintdef(oid) from pg_constraint
        where connamespace = current_schema()::regnamespace and contype in ('p', 'f', 'u') order by 1`,
  });

describe('what a workspace holds', () => {
  test('is its tables with the columns one writes to: no partition by itself, no view, nothing of others', async () => {
    expect(await listTables(db)).toEqual([
      { name: 'change', columns: ['id', 'at'], partitioned: true },
      { name: 'company', columns: ['id', 'name'], partitioned: false },
      { name: hostile, columns: ['col"umn'], partitioned: false },
      { name: 'person', columns: ['id', 'company', 'email', 'note'], partitioned: false },
    ]);
    expect(await listTables(database.workspace(neighbour))).toMatchObject([{ name: 'theirs' }]);
  });

  test('does not show a column that was dropped', async () => {
    await db.query({ text: 'alter table company add column gone text' });
    await db.query({ text: 'alter table company drop column gone' });
    expect((await listTables(db)).find(({ name }) => name === 'company')?.columns).toEqual(['id', 'name']);
  });

  test('is copied by statements in which a name is only a name', () => {
    expect(copyOutText({ name: hostile, columns: ['col"umn'], partitioned: false })).toBe(
      'copy "na""me; drop table person; --" ("col""umn") to stdout',
    );
    expect(copyOutText({ name: 'change', columns: ['id', 'at'], partitioned: true })).toBe(
      'copy (select "id", "at" from "change") to stdout',
    );
    expect(copyInText(hostile, ['a', 'b"'])).toBe('copy "na""me; drop table person; --" ("a", "b""") from stdin');
  });
});

describe('sequences', () => {
  test('go on where they were, and never back to what was never given out', async () => {
    expect(await listSequences(db)).toEqual([{ name: 'number', last: null }]);
    await setSequences(db, [{ name: 'number', last: null }]);
    expect(await db.query({ text: `select nextval('number') as next` })).toEqual([{ next: '1' }]);
    await setSequences(db, [{ name: 'number', last: '9007199254740993' }]);
    expect(await db.query({ text: `select nextval('number') as next` })).toEqual([{ next: '9007199254740994' }]);
    expect(await listSequences(db)).toEqual([{ name: 'number', last: '9007199254740994' }]);
  });

  test('that are not there any more, or are another workspace’s, are left alone', async () => {
    await setSequences(db, [{ name: 'forgotten', last: '5' }]);
    await setSequences(db, [{ name: `${neighbour.schema}.theirs_number`, last: '5' }]);
    await setSequences(db, [{ name: `number'); drop table person; --`, last: '5' }]);
    expect(await listSequences(database.workspace(neighbour))).toEqual([{ name: 'theirs_number', last: null }]);
    expect(await db.query({ text: 'select from person' })).toEqual([]);
  });
});

describe('loading', () => {
  test('empties the tables, takes rows in any order, and brings every index and key back as it was', async () => {
    await db.query({ text: `insert into company values (1, 'Old')` });
    const before = await shape();
    const outcome = await db.transaction(async (tx) => {
      const afterwards = await clearForLoading(tx, await listTables(tx));
      expect(await tx.query({ text: 'select from company' })).toEqual([]);
      await tx.query({ text: `insert into person values (7, 3, 'ani@ararat.am', 'first the person')` });
      await tx.query({ text: `insert into company values (3, 'Then the company')` });
      await tx.query({ text: `insert into change values (1, '2026-05-05'), (2, '2031-01-01')` });
      for (const text of afterwards) await tx.query({ text });
      return afterwards.length;
    });
    expect(outcome).toBeGreaterThan(5);
    expect(await shape()).toEqual(before);
    await expect(db.query({ text: 'insert into person values (8, 99)' })).rejects.toMatchObject({ code: '23503' });
    await expect(db.query({ text: `insert into person values (9, 3, 'ani@ararat.am')` })).rejects.toMatchObject({
      code: '23505',
    });
  });

  test('of rows that do not fit each other fails as a whole', async () => {
    const loading = db.transaction(async (tx) => {
      const afterwards = await clearForLoading(tx, await listTables(tx));
      await tx.query({ text: 'insert into person values (1, 404)' });
      for (const text of afterwards) await tx.query({ text });
    });
    await expect(loading).rejects.toMatchObject({ code: '23503' });
    expect(await db.query({ text: 'select id from person' })).toEqual([{ id: 7 }]);
  });

  test('of nothing does nothing', async () => {
    expect(await clearForLoading(db, [])).toEqual([]);
    expect(await db.query({ text: 'select id from person' })).toEqual([{ id: 7 }]);
  });
});
