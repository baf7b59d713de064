import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import type { Log } from '../config/log.ts';
import { type Context, inTransaction } from '../context.ts';
import { useDatabase } from '../testing/database.ts';
import { createEmptyWorkspace, systemContextOf } from '../testing/empty-workspace.ts';
import { appendChange, appendChanges } from './append.ts';
import type { Listener } from './change.ts';
import { changeDdl } from './change-ddl.ts';
import { listLagging, lockCursor, passUnheard } from './cursors.ts';
import { drainListeners } from './drain-listeners.ts';
import { type RunningListeners, startListeners } from './start-listeners.ts';

const database = await useDatabase();
const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const running: RunningListeners[] = [];
afterEach(() => Promise.all(running.splice(0).map((one) => one.stop())));

/** A workspace with a table in which listeners note what they heard. */
async function openWorkspace(): Promise<Context> {
  const ddl = [...changeDdl, 'create table heard (listener text, kind text, at bigint generated always as identity)'];
  return systemContextOf(database, await createEmptyWorkspace(database, ddl));
}

const notebook = (name: string, nouns?: string[]): Listener => ({
  name,
  nouns,
  handle: async (ctx, changes) => {
    for (const { kind } of changes)
      await ctx.db.query({ text: 'insert into heard values ($1, $2)', values: [name, kind] });
  },
});

const heard = async (ctx: Context, listener: string) => {
  const text = 'select kind from heard where listener = $1 order by at';
  return (await ctx.db.query<{ kind: string }>({ text, values: [listener] })).map((row) => row.kind);
};

const write = (ctx: Context, ...kinds: string[]) =>
  inTransaction(ctx, (tx) =>
    appendChanges(
      tx,
      kinds.map((kind) => entry(kind)),
    ),
  );

const entry = (kind: string, noun = 'deal') => ({
  noun,
  recordId: '0198c5a0-0000-7000-8000-000000000001',
  kind,
  fields: {},
});

function start(ctx: Context, listeners: readonly Listener[], options: { pollInterval?: number; log?: Log } = {}) {
  const started = startListeners({
    workspaces: async () => [ctx.workspace],
    contextOf: () => ctx,
    listeners,
    log: silent,
    ...options,
  });
  running.push(started);
  return started;
}

test('two transactions that commit in the other order lose nothing', async () => {
  const ctx = await openWorkspace();
  const listener = notebook('search');
  await drainListeners(ctx, [listener]);
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let first: Promise<void> | undefined;
  await new Promise<void>((written) => {
    first = inTransaction(ctx, async (tx) => {
      await appendChange(tx, entry('began first'));
      written();
      await held;
    });
  });
  await write(ctx, 'committed first');
  await expect(drainListeners(ctx, [listener], 200)).rejects.toThrow('have not caught up: search');
  letGo();
  await first;
  await drainListeners(ctx, [listener]);
  expect(await heard(ctx, 'search')).toEqual(['began first', 'committed first']);
});

test('every listener hears everything once, in order, whoever else listens', async () => {
  const ctx = await openWorkspace();
  const kinds = Array.from({ length: 450 }, (_, index) => `change ${index}`);
  await write(ctx, ...kinds);
  const listeners = [notebook('search'), notebook('webhooks')];
  await Promise.all([drainListeners(ctx, listeners), drainListeners(ctx, listeners), drainListeners(ctx, listeners)]);
  expect(await heard(ctx, 'search')).toEqual(kinds);
  expect(await heard(ctx, 'webhooks')).toEqual(kinds);
});

test('a listener hears of its nouns only, and is not held up by the others', async () => {
  const ctx = await openWorkspace();
  await inTransaction(ctx, (tx) => appendChanges(tx, [entry('a', 'deal'), entry('b', 'ticket'), entry('c', 'deal')]));
  await drainListeners(ctx, [notebook('tickets', ['ticket']), notebook('tasks', ['task'])]);
  expect(await heard(ctx, 'tickets')).toEqual(['b']);
  expect(await heard(ctx, 'tasks')).toEqual([]);
});

test('who is concerned by nothing is moved past it, but past nothing that can not be read yet', async () => {
  const ctx = await openWorkspace();
  const [tasks, deals] = [notebook('tasks', ['task']), notebook('deals', ['deal'])];
  await drainListeners(ctx, [tasks, deals]);
  const choosy = [
    { name: 'tasks', nouns: ['task'] },
    { name: 'deals', nouns: ['deal', 'ticket'] },
  ];
  const pass = () => passUnheard(ctx.db, choosy);
  expect(await pass()).toEqual([]);
  await inTransaction(ctx, async (tx) => {
    await appendChange(tx, entry('began first', 'task'));
    await write(ctx, 'committed first');
    expect(await pass()).toEqual([]);
  });
  expect(await pass()).toEqual([]);
  await drainListeners(ctx, [tasks]);
  expect(await heard(ctx, 'tasks')).toEqual(['began first']);
  await inTransaction(ctx, (tx) => appendChange(tx, entry('later', 'deal')));
  await inTransaction(ctx, async (tx) => {
    await lockCursor(tx.db, 'tasks');
    expect(await pass()).toEqual([]);
  });
  expect(await pass()).toEqual(['tasks']);
  expect(await listLagging(ctx.db, ['tasks', 'deals'])).toEqual(['deals']);
  await drainListeners(ctx, [tasks, deals]);
  expect([await heard(ctx, 'tasks'), await heard(ctx, 'deals')]).toEqual([
    ['began first'],
    ['committed first', 'later'],
  ]);
});

test('what a listener writes is heard too', async () => {
  const ctx = await openWorkspace();
  await write(ctx, 'won');
  const scoring: Listener = {
    name: 'scoring',
    handle: async (inner, changes) => {
      for (const { kind } of changes) {
        if (kind === 'won') await inTransaction(inner, (tx) => appendChange(tx, entry('scored')));
      }
    },
  };
  await drainListeners(ctx, [notebook('search'), scoring]);
  expect(await heard(ctx, 'search')).toEqual(['won', 'scored']);
});

test('a listener that comes later hears nothing of the past', async () => {
  const ctx = await openWorkspace();
  await drainListeners(ctx, [notebook('search')]);
  await write(ctx, 'long ago');
  await drainListeners(ctx, [notebook('search')]);
  const both = [notebook('search'), notebook('webhooks')];
  await drainListeners(ctx, both);
  await write(ctx, 'today');
  await drainListeners(ctx, both);
  expect(await heard(ctx, 'search')).toEqual(['long ago', 'today']);
  expect(await heard(ctx, 'webhooks')).toEqual(['today']);
});

test('a listener that throws has done nothing, is tried again, and holds up no other', async () => {
  const ctx = await openWorkspace();
  let away = true;
  const errors: object[] = [];
  const shaky: Listener = {
    name: 'shaky',
    handle: async (inner, changes) => {
      await notebook('shaky').handle(inner, changes);
      if (away) throw new Error('the mail server is away');
    },
  };
  const log: Log = { ...silent, error: (details: object | string) => void errors.push(Object(details)) };
  start(ctx, [shaky, notebook('search')], { pollInterval: 50, log });
  await write(ctx, 'one', 'two');
  await vi.waitFor(async () => expect(await heard(ctx, 'search')).toEqual(['one', 'two']), { timeout: 10_000 });
  await vi.waitFor(() => expect(errors.length).toBeGreaterThan(1), { timeout: 10_000 });
  expect(await heard(ctx, 'shaky')).toEqual([]);
  away = false;
  await vi.waitFor(async () => expect(await heard(ctx, 'shaky')).toEqual(['one', 'two']), { timeout: 10_000 });
  expect(errors.slice(0, 2)).toMatchObject([
    { listener: 'shaky', attempt: 1 },
    { listener: 'shaky', attempt: 2 },
  ]);
});

test('listeners wake after the commit, without waiting for the next round', async () => {
  const ctx = await openWorkspace();
  start(ctx, [notebook('search')], { pollInterval: 60_000 });
  await delay(300);
  await write(ctx, 'now');
  await vi.waitFor(async () => expect(await heard(ctx, 'search')).toEqual(['now']), { timeout: 10_000 });
});

test('changes of other processes are found at the next round', async () => {
  const ctx = await openWorkspace();
  start(ctx, [notebook('search')], { pollInterval: 100 });
  await delay(300);
  await ctx.db.query({
    text: `insert into change (through, noun, record, kind, fields) values ('api', 'deal', gen_random_uuid(), 'elsewhere', '{}')`,
  });
  await vi.waitFor(async () => expect(await heard(ctx, 'search')).toEqual(['elsewhere']), { timeout: 10_000 });
});

test('stopping waits for the listener at work and starts no other', async () => {
  const ctx = await openWorkspace();
  let entered: () => void = () => undefined;
  const atWork = new Promise<void>((resolve) => {
    entered = resolve;
  });
  const slow: Listener = {
    name: 'slow',
    handle: async (inner, changes) => {
      entered();
      await delay(200);
      await notebook('slow').handle(inner, changes);
    },
  };
  const started = start(ctx, [slow]);
  await write(ctx, 'one');
  await atWork;
  await started.stop();
  expect(await heard(ctx, 'slow')).toEqual(['one']);
  await write(ctx, 'two');
  await delay(150);
  expect(await heard(ctx, 'slow')).toEqual(['one']);
});
