import { expect, it } from 'vitest';
import type { Context } from '../../../server/context.ts';
import { buildHttpServer } from '../../../server/http/http-server.factory.ts';
import { prepareJobs } from '../../../server/jobs/worker-schema.ts';
import { createRecord } from '../../../server/records/create.ts';
import { useWorkspace } from '../../../server/testing/workspace.ts';
import { company } from '../../companies/contract/index.ts';
import { fillJob } from './demo.job.ts';
import { demoRoutes } from './demo.routes.ts';

const { system, join, database } = await useWorkspace();
const silent = { error: () => undefined, warn: () => undefined, info: () => undefined, debug: () => undefined };
await prepareJobs(database, silent as never);
const anahit = await join('Anahit Sargsyan', 'owner');
const boris = await join('Boris Faz', 'manager');

/** The demo asked for over HTTP by this person, or by nobody. */
function ask(ctx: Context | null) {
  const server = buildHttpServer({ routes: demoRoutes, resolveContext: async () => ctx });
  return server.inject({ method: 'POST', url: '/api/v1/setup/demo', payload: {} });
}
const waiting = async () =>
  (await database.control.query({ text: "select 1 from graphile_worker.jobs where task_identifier = 'demo.fill'" }))
    .length;

it('is filled by owners only', async () => {
  expect((await ask(null)).statusCode).toBe(401);
  expect((await ask(boris)).statusCode).toBe(403);
  expect(await waiting()).toBe(0);
});

it('is filled in the background, once', async () => {
  expect((await ask(anahit)).statusCode).toBe(202);
  expect((await ask(anahit)).statusCode).toBe(202);
  expect(await waiting()).toBe(1);
});

it('tells the owner how far it is', async () => {
  const state = async (ctx: Context | null) => {
    const server = buildHttpServer({ routes: demoRoutes, resolveContext: async () => ctx });
    return server.inject({ method: 'GET', url: '/api/v1/setup/demo' });
  };
  expect((await state(boris)).statusCode).toBe(403);
  expect((await state(anahit)).json()).toEqual({ state: 'filling', share: 0, companies: 0, people: 0, deals: 0 });
  const run = (text: string) => database.control.query({ text });
  await run("update graphile_worker._private_jobs set last_error = 'no room left', attempts = 1");
  expect((await state(anahit)).json()).toMatchObject({ state: 'failed' });
  await run('delete from graphile_worker._private_jobs');
  expect((await state(anahit)).json()).toMatchObject({ state: 'none' });
});

it('is cancelled by owners, with nothing kept of it, and can be asked for anew', async () => {
  const send = (ctx: Context | null, method: 'DELETE' | 'GET') =>
    buildHttpServer({ routes: demoRoutes, resolveContext: async () => ctx }).inject({
      method,
      url: '/api/v1/setup/demo',
    });
  expect((await send(null, 'DELETE')).statusCode).toBe(401);
  expect((await send(boris, 'DELETE')).statusCode).toBe(403);
  expect((await ask(anahit)).statusCode).toBe(202);
  let shares: number[] = [];
  /** The job, cancelled once so much is there. */
  const run = async (until: number) => {
    shares = [];
    const query: Context['db']['query'] = async (statement) => {
      const rows = await system.db.query(statement);
      const { share } = (await send(anahit, 'GET')).json<{ share: number }>();
      shares.push(share);
      if (share >= until) expect((await send(anahit, 'DELETE')).json()).toMatchObject({ state: 'none', companies: 0 });
      return rows as never;
    };
    await fillJob.run({ ...system, db: { ...system.db, query } }, {}, new AbortController().signal);
  };
  await run(0.4);
  // It hears of it at the next step and does no other.
  expect(shares.at(-1)).toBe(0);
  expect(Math.max(...shares)).toBe(0.4);
  expect((await send(anahit, 'GET')).json()).toEqual({ state: 'none', share: 0, companies: 0, people: 0, deals: 0 });
  expect((await ask(anahit)).statusCode).toBe(202);
  expect((await send(anahit, 'GET')).json()).toMatchObject({ state: 'filling' });
  await database.control.query({ text: 'delete from graphile_worker._private_jobs' });
});

it('is not filled where records are', async () => {
  await createRecord(system, company, { name: 'Sevan Foods' });
  const answer = await ask(anahit);
  expect(answer.statusCode).toBe(409);
  expect(answer.json()).toMatchObject({ code: 'workspaceNotEmpty' });
  const server = buildHttpServer({ routes: demoRoutes, resolveContext: async () => anahit });
  const told = await server.inject({ method: 'GET', url: '/api/v1/setup/demo' });
  expect(told.json()).toEqual({ state: 'done', share: 0, companies: 1, people: 0, deals: 0 });
});
