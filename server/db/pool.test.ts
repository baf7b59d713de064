import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { useDatabase } from '../testing/database.ts';
import { createEmptyWorkspace } from '../testing/empty-workspace.ts';
import type { Queryable } from './database.ts';
import { mostPrepared } from './statement-names.ts';

const database = await useDatabase({ maxConnections: 2, acquireTimeout: 300, statementTimeout: 500 });
const acme = database.workspace(await createEmptyWorkspace(database));
const globex = database.workspace(await createEmptyWorkspace(database));
const initech = database.workspace(await createEmptyWorkspace(database));

const pidOf = async (db: Queryable) => {
  const [row] = await db.query<{ pid: number }>({ text: 'select pg_backend_pid() as pid' });
  return row?.pid;
};

test('a workspace gets its own connection again', async () => {
  const [first, second] = [await pidOf(acme), await pidOf(globex)];
  expect(first).not.toBe(second);
  for (let turn = 0; turn < 5; turn++) {
    expect(await pidOf(acme)).toBe(first);
    expect(await pidOf(globex)).toBe(second);
  }
});

test('a third workspace takes over the connection unused for longest', async () => {
  const [first] = [await pidOf(acme), await pidOf(globex)];
  expect(await pidOf(initech)).toBe(first);
});

test('a connection is closed after any error', async () => {
  const before = await pidOf(acme);
  await expect(acme.query({ text: 'select 1 / 0' })).rejects.toMatchObject({ code: '22012' });
  expect(await pidOf(acme)).not.toBe(before);
});

test('a connection is closed when the server keeps too many plans for it', async () => {
  const before = await pidOf(acme);
  await acme.transaction(async (tx) => {
    for (let count = 0; count <= mostPrepared; count++)
      await tx.query({ text: `select ${count}`, name: `plan.${count}` });
  });
  expect(await pidOf(acme)).not.toBe(before);
});

test('a transaction given up without a failed statement keeps its connection', async () => {
  const before = await pidOf(acme);
  await expect(acme.transaction(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await pidOf(acme)).toBe(before);
});

test('a connection the server ended is replaced', async () => {
  const before = await pidOf(acme);
  await database.control.query({ text: 'select pg_terminate_backend($1)', values: [before] });
  await delay(50);
  expect(await pidOf(acme)).not.toBe(before);
});

test('who finds all connections in use waits in line, and not for ever', async () => {
  const hold = () => acme.query({ text: 'select pg_sleep(0.1)' });
  const order: number[] = [];
  await Promise.all(Array.from({ length: 6 }, (_, turn) => hold().then(() => order.push(turn))));
  expect(order.toSorted()).toEqual([0, 1, 2, 3, 4, 5]);
  const long = [1, 2].map(() => acme.query({ text: 'select pg_sleep(0.45)' }));
  await expect(pidOf(globex)).rejects.toThrow('No database connection became free in 300 ms');
  await Promise.all(long);
  expect(await pidOf(globex)).toBeGreaterThan(0);
});

test('a statement that takes too long is cancelled', async () => {
  await expect(acme.query({ text: 'select pg_sleep(5)' })).rejects.toMatchObject({ code: '57014' });
});

test('a prepared statement survives its table being changed', async () => {
  await acme.query({ text: 'create table note (body text)' });
  const notes = () => acme.query({ text: 'select * from note', name: 'notes' });
  expect(await notes()).toEqual([]);
  await acme.query({ text: 'alter table note add column pinned boolean' });
  await acme.query({ text: "insert into note values ('Call Nino', true)" });
  expect(await notes()).toEqual([{ body: 'Call Nino', pinned: true }]);
});
