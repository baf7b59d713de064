import { afterEach, expect, test, vi } from 'vitest';
import { claimKey, forgetOldAnswers, idempotencyDdl } from '../http/idempotency.repository.ts';
import { useDatabase } from '../testing/database.ts';
import { createEmptyWorkspace, systemContextOf } from '../testing/empty-workspace.ts';
import { changeDdl } from './change-ddl.ts';
import { startListeners } from './start-listeners.ts';

const database = await useDatabase();
const workspace = await createEmptyWorkspace(database, [...changeDdl, ...idempotencyDdl]);
const ctx = systemContextOf(database, workspace);
const errors: string[] = [];
const log = {
  info: () => undefined,
  warn: () => undefined,
  error: (_details: unknown, message?: string) => void errors.push(message ?? ''),
};

afterEach(() => vi.useRealTimers());

const listen = (everyDay: () => Promise<void>) =>
  startListeners({
    workspaces: async () => [workspace],
    contextOf: () => ctx,
    listeners: [],
    everyDay,
    log,
    pollInterval: 20,
  });

test('what is to be done every day is done at start, and again when the day changes', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-05-05T23:59:00Z') });
  let days = 0;
  const listeners = listen(async () => void days++);
  await vi.waitFor(() => expect(days).toBe(1), { timeout: 5_000 });
  vi.setSystemTime(new Date('2026-05-06T00:00:01Z'));
  await vi.waitFor(() => expect(days).toBe(2), { timeout: 5_000 });
  await new Promise((resolve) => setTimeout(resolve, 100));
  await listeners.stop();
  expect(days).toBe(2);
});

test('its failure is told once, and keeps nobody from listening', async () => {
  let tries = 0;
  const listeners = listen(() => {
    tries++;
    return Promise.reject(new Error('no'));
  });
  await vi.waitFor(() => expect(errors).toEqual(['What is done every day failed']), { timeout: 5_000 });
  await new Promise((resolve) => setTimeout(resolve, 100));
  await listeners.stop();
  expect([tries, errors.length]).toEqual([1, 1]);
});

test('answers kept for repetition are forgotten after a day, younger ones are not', async () => {
  const claim = (key: string) =>
    ctx.db.transaction((tx) => claimKey(tx, { member: 'ani', route: 'r', key, requestHash: 'h' }, 1_000));
  await claim('old');
  await ctx.db.query({ text: `update idempotency set at = now() - interval '25 hours'` });
  await claim('young');
  await forgetOldAnswers(ctx.db);
  expect(await ctx.db.query({ text: 'select key from idempotency' })).toEqual([{ key: 'young' }]);
});
