import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inTransaction } from '../context.ts';
import { useDatabase } from '../testing/database.ts';
import { createEmptyWorkspace, systemContextOf } from '../testing/empty-workspace.ts';
import { appendChange, appendChanges, appendSql } from './append.ts';
import { changeDdl } from './change-ddl.ts';
import { watchChanges } from './signal.ts';

const database = await useDatabase();
const ctx = systemContextOf(database, await createEmptyWorkspace(database, changeDdl));
const change = { noun: 'deal', recordId: '0198c5a0-0000-7000-8000-000000000001', kind: 'updated', fields: {} };

let woken: string[] = [];
let unwatch: () => void = () => undefined;
beforeEach(() => {
  woken = [];
  unwatch = watchChanges((workspaceId) => woken.push(workspaceId));
});
afterEach(() => unwatch());

test('watchers are woken after the commit, once however much was written', async () => {
  await inTransaction(ctx, async (tx) => {
    for (let turn = 0; turn < 5; turn++) await appendChange(tx, change);
    await appendChanges(tx, [change, change]);
    await delay(50);
    expect(woken).toEqual([]);
  });
  await delay(50);
  expect(woken).toEqual([ctx.workspace.id]);
});

test('a rollback wakes nobody', async () => {
  const failing = inTransaction(ctx, async (tx) => {
    await appendChange(tx, change);
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  await delay(50);
  expect(woken).toEqual([]);
});

test('a change written by a statement of its own wakes too', async () => {
  const values: unknown[] = [];
  const text = appendSql(ctx, change, { add: (value) => `$${values.push(value)}` });
  await ctx.db.query({ text, values });
  await delay(50);
  expect(woken).toEqual([ctx.workspace.id]);
});

test('who no longer watches is not woken', async () => {
  unwatch();
  await inTransaction(ctx, (tx) => appendChange(tx, change));
  await delay(50);
  expect(woken).toEqual([]);
});
