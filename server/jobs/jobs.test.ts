import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import type { Log } from '../config/log.ts';
import { type Context, inTransaction } from '../context.ts';
import { startChild } from '../testing/child-process.ts';
import { useDatabase } from '../testing/database.ts';
import { createEmptyWorkspace, systemContextOf } from '../testing/empty-workspace.ts';
import { slowJob } from '../testing/killed-job.ts';
import { enqueueJob } from './enqueue.ts';
import { defineJob, type Job } from './job.ts';
import { drainJobs, type RunningJobs, startJobs } from './start-jobs.ts';
import type { JobsOptions } from './task-list.ts';
import { countJobs } from './waiting-jobs.ts';
import { isWorkerAlive } from './worker-presence.ts';
import { prepareJobs } from './worker-schema.ts';

const database = await useDatabase();
const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
await prepareJobs(database, silent);
await prepareJobs(database, silent);

const ddl = ['create table run (what text not null, at bigint generated always as identity)'];
const acme = systemContextOf(database, await createEmptyWorkspace(database, ddl));
const globex = systemContextOf(database, await createEmptyWorkspace(database, ddl));
const contexts = new Map([acme, globex].map((ctx) => [ctx.workspace.id, ctx]));

const note = defineJob({
  name: 'test.note',
  payload: z.object({ text: z.string().trim().min(1) }),
  run: async (ctx, { text }) => {
    await ctx.db.query({ text: 'insert into run (what) values ($1)', values: [`${ctx.actor.role}: ${text}`] });
  },
});

const options = (jobs: readonly Job[], log = silent): JobsOptions => ({
  database,
  jobs,
  findWorkspace: async (id) => contexts.get(id)?.workspace ?? null,
  contextOf: ({ id }) => contexts.get(id) as Context,
  log,
});

const runs = async (ctx: Context) =>
  (await ctx.db.query<{ what: string }>({ text: 'select what from run order by at' })).map((row) => row.what);
const waiting = async () => {
  const [row] = await database.control.query<{ count: number }>({
    text: 'select count(*)::int from graphile_worker.jobs',
  });
  return row?.count;
};

/** Milliseconds a worker may be silent. */
const grace = 600;
/** What failed is tried again in seconds; here at once. */
const hurry = () => database.control.query({ text: 'update graphile_worker._private_jobs set run_at = now()' });
const running: RunningJobs[] = [];
const start = async (jobs: readonly Job[], log = silent) => {
  const started = await startJobs({ ...options(jobs, log), grace });
  running.push(started);
  return started;
};

beforeEach(async () => {
  for (const ctx of contexts.values()) await ctx.db.query({ text: 'truncate run' });
  await database.control.query({ text: 'delete from graphile_worker._private_jobs' });
});
afterEach(() => Promise.all(running.splice(0).map((one) => one.stop())));

describe('enqueueing', () => {
  test('a job runs as the system in the workspace that asked, with its payload as declared', async () => {
    await inTransaction(acme, (tx) => enqueueJob(tx, note, { text: ' call Ani ' }));
    await inTransaction(globex, (tx) => enqueueJob(tx, note, { text: 'call Boris' }));
    await drainJobs(options([note]));
    expect(await runs(acme)).toEqual(['system: call Ani']);
    expect(await runs(globex)).toEqual(['system: call Boris']);
    expect(await waiting()).toBe(0);
  });

  test('what is rolled back was never asked for', async () => {
    const failing = inTransaction(acme, async (tx) => {
      await enqueueJob(tx, note, { text: 'never' });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await waiting()).toBe(0);
  });

  test('the transaction goes on in its workspace afterwards', async () => {
    await inTransaction(acme, async (tx) => {
      await enqueueJob(tx, note, { text: 'later' });
      await tx.db.query({ text: "insert into run (what) values ('now')" });
    });
    expect(await runs(acme)).toEqual(['now']);
  });

  test('a payload the job does not take is refused at once', async () => {
    await expect(inTransaction(acme, (tx) => enqueueJob(tx, note, { text: ' ' }))).rejects.toThrow(z.ZodError);
    expect(await waiting()).toBe(0);
  });

  test('a key keeps one job waiting, in each workspace its own', async () => {
    for (const text of ['first', 'second']) {
      for (const ctx of [acme, globex])
        await inTransaction(ctx, (tx) => enqueueJob(tx, note, { text }, { key: 'digest' }));
    }
    await drainJobs(options([note]));
    expect(await runs(acme)).toEqual(['system: second']);
    expect(await runs(globex)).toEqual(['system: second']);
  });

  test('a job for later waits', async () => {
    const runAt = new Date(Date.now() + 3_600_000);
    await inTransaction(acme, (tx) => enqueueJob(tx, note, { text: 'in an hour' }, { runAt }));
    await drainJobs(options([note]));
    expect(await runs(acme)).toEqual([]);
    expect(await waiting()).toBe(1);
  });

  test('workspaces neither see nor change the jobs of the server', async () => {
    for (const text of [
      'select * from graphile_worker.jobs',
      "select graphile_worker.add_job('test.note')",
      'delete from graphile_worker._private_jobs',
    ]) {
      await expect(acme.db.query({ text })).rejects.toMatchObject({ code: '42501' });
    }
  });
});

describe('running', () => {
  test('a payload that was right when it was asked for and is no more is no reason to run on', async () => {
    const errors: string[] = [];
    const error = (_details: object | string, message?: string) => void errors.push(String(message));
    await inTransaction(acme, (tx) => enqueueJob(tx, note, { text: 'fine' }));
    await database.control.query({
      text: `update graphile_worker._private_jobs set payload = jsonb_set(payload::jsonb, '{payload,text}', '7')::json`,
    });
    await drainJobs(options([note], { ...silent, error }));
    expect(await runs(acme)).toEqual([]);
    expect(errors).toEqual([expect.stringContaining('test.note')]);
    expect(await waiting()).toBe(1);
  });

  test('a job nobody here knows waits for a server that does', async () => {
    const unknown = defineJob({ name: 'test.tomorrow', payload: z.object({}), run: async () => undefined });
    await inTransaction(acme, (tx) => enqueueJob(tx, unknown, {}));
    await drainJobs(options([note]));
    expect(await waiting()).toBe(1);
  });

  test('two servers share the jobs and run none twice', async () => {
    await inTransaction(acme, async (tx) => {
      for (let turn = 0; turn < 20; turn++) await enqueueJob(tx, note, { text: `call ${turn}` });
    });
    await Promise.all([start([note]), start([note])]);
    await vi.waitFor(async () => expect(await waiting()).toBe(0), { timeout: 10_000 });
    expect(new Set(await runs(acme)).size).toBe(20);
    expect(await runs(acme)).toHaveLength(20);
  });

  test('jobs start as they come', async () => {
    await start([note]);
    await inTransaction(acme, (tx) => enqueueJob(tx, note, { text: 'now' }));
    await vi.waitFor(async () => expect(await runs(acme)).toEqual(['system: now']), { timeout: 5_000 });
  });

  test('a job that throws is tried again, and says so in the log', async () => {
    let attempts = 0;
    const errors: string[] = [];
    const shaky = defineJob({
      name: 'test.shaky',
      payload: z.object({}),
      run: async () => {
        if (++attempts === 1) throw new Error('the mail server is away');
      },
    });
    await start([shaky], {
      ...silent,
      error: (_details: object | string, message?: string) => void errors.push(String(message)),
    });
    await inTransaction(acme, (tx) => enqueueJob(tx, shaky, {}));
    await vi.waitFor(() => expect(errors).toHaveLength(1), { timeout: 15_000 });
    await hurry();
    await vi.waitFor(() => expect(attempts).toBe(2), { timeout: 15_000 });
    expect(errors).toEqual([expect.stringMatching(/test\.shaky.*the mail server is away/s)]);
  });

  test('jobs of a workspace that is gone are dropped', async () => {
    const gone = { ...acme, workspace: { ...acme.workspace, id: '0198c5a0-0000-7000-8000-00000000dead' } };
    await inTransaction(gone, (tx) => enqueueJob(tx, note, { text: 'to nobody' }));
    await drainJobs(options([note]));
    await expect.poll(waiting).toBe(0);
  });

  test('stopping aborts the job at work, which runs again at the next start', async () => {
    const seen: string[] = [];
    const patient = defineJob({
      name: 'test.patient',
      payload: z.object({}),
      run: async (_ctx, _payload, signal) => {
        seen.push('began');
        if (seen.length === 1) await delay(60_000, undefined, { signal });
        seen.push('ended');
      },
    });
    const started = await start([patient]);
    await inTransaction(acme, (tx) => enqueueJob(tx, patient, {}));
    await vi.waitFor(() => expect(seen).toEqual(['began']), { timeout: 5_000 });
    running.splice(0);
    await started.stop();
    await hurry();
    await start([patient]);
    await vi.waitFor(() => expect(seen).toEqual(['began', 'began', 'ended']), { timeout: 15_000 });
  });
});

describe('a worker', () => {
  test('is known to live as long as it does, by everybody on this database', async () => {
    expect(await isWorkerAlive(database.control)).toBe(false);
    await Promise.all([start([note]), start([note])]);
    const [one, other] = running.splice(0);
    const alive = (is: boolean) => vi.waitFor(async () => expect(await isWorkerAlive(database.control)).toBe(is));
    await alive(true);
    await one?.stop();
    await alive(true);
    await other?.stop();
    await alive(false);
    await expect(isWorkerAlive(acme.db)).resolves.toBe(false);
  });

  test('counts what waits apart from what was given up', async () => {
    await inTransaction(acme, async (tx) => {
      for (const text of ['one', 'two', 'three']) await enqueueJob(tx, note, { text });
    });
    await database.control.query({
      text: `update graphile_worker._private_jobs set attempts = max_attempts where payload::text like '%three%'`,
    });
    expect(await countJobs(database.control)).toEqual({ waiting: 2, failed: 1 });
    await drainJobs(options([note]));
    expect(await countJobs(database.control)).toEqual({ waiting: 0, failed: 1 });
    expect(await runs(acme)).toEqual(['system: one', 'system: two']);
  });

  test('is done with draining only when what it did is off the list', async () => {
    const slowly = `create function slowly() returns trigger language plpgsql as $$ begin perform pg_sleep(0.3); return old; end $$;
      create trigger slowly before delete on graphile_worker._private_jobs for each row execute function slowly()`;
    await database.controlPool.query(slowly);
    await inTransaction(acme, (tx) => enqueueJob(tx, note, { text: 'last' }));
    await drainJobs(options([note]));
    const left = await waiting();
    await database.controlPool.query('drop function slowly() cascade');
    expect([left, await runs(acme)]).toEqual([0, ['system: last']]);
  });
});

test('the job of a process killed in the middle runs again, and nobody takes it from one that lives', async () => {
  const entry = new URL('../testing/killed-job.ts', import.meta.url);
  await inTransaction(acme, (tx) => enqueueJob(tx, slowJob, { milliseconds: 600_000, by: 'Nino' }));
  const child = await startChild(entry, { connection: database.connection, workspace: acme.workspace, grace });
  await vi.waitFor(async () => expect(await runs(acme), child.output()).toEqual(['Nino began']), { timeout: 15_000 });
  await start([slowJob]);
  await delay(2.5 * grace);
  expect(await runs(acme)).toEqual(['Nino began']);
  await child.kill();
  await vi.waitFor(async () => expect(await runs(acme)).toEqual(['Nino began', 'Nino began', 'Nino ended']), {
    timeout: 15_000,
  });
}, 60_000);
