import { expect, it } from 'vitest';
import type { Context } from '../../../server/context.ts';
import { buildHttpServer } from '../../../server/http/http-server.factory.ts';
import { prepareJobs } from '../../../server/jobs/worker-schema.ts';
import { createRecord } from '../../../server/records/create.ts';
import { useWorkspace } from '../../../server/testing/workspace.ts';
import { company } from '../../companies/contract/index.ts';
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
  expect((await state(anahit)).json()).toEqual({ state: 'filling', companies: 0, people: 0, deals: 0 });
  const run = (text: string) => database.control.query({ text });
  await run("update graphile_worker._private_jobs set last_error = 'no room left', attempts = 1");
  expect((await state(anahit)).json()).toMatchObject({ state: 'failed' });
  await run('delete from graphile_worker._private_jobs');
  expect((await state(anahit)).json()).toMatchObject({ state: 'none' });
});

it('is not filled where records are', async () => {
  await createRecord(system, company, { name: 'Sevan Foods' });
  const answer = await ask(anahit);
  expect(answer.statusCode).toBe(409);
  expect(answer.json()).toMatchObject({ code: 'workspaceNotEmpty' });
  const server = buildHttpServer({ routes: demoRoutes, resolveContext: async () => anahit });
  const told = await server.inject({ method: 'GET', url: '/api/v1/setup/demo' });
  expect(told.json()).toEqual({ state: 'done', companies: 1, people: 0, deals: 0 });
});
