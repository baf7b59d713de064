import { Readable } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { defineEndpoint } from '../../shared/contract/endpoint.ts';
import { integerParam } from '../../shared/contract/query-params.ts';
import { AppError, notFound, type Problem } from '../../shared/errors.ts';
import type { RoutePolicy } from '../access/policy.ts';
import { buildHttpServer, contextOf, recordingLog } from './http-server.factory.ts';
import { definePublicRoute, defineRoute, JsonText, Reply, type Route } from './route.ts';

const getDeal = defineEndpoint({
  name: 'deals.get',
  summary: 'One deal',
  method: 'GET',
  path: '/deals/{id}',
  params: z.strictObject({ id: z.guid() }),
  query: z.strictObject({ limit: integerParam({ min: 1, max: 200 }).default(60) }),
  response: z.strictObject({ id: z.string(), limit: z.number() }),
});
const createDeal = defineEndpoint({
  name: 'deals.create',
  summary: 'Create a deal',
  method: 'POST',
  path: '/deals',
  body: z.strictObject({ name: z.string().min(1).max(20) }),
  response: z.strictObject({ name: z.string() }),
  status: 201,
});
const id = '0190b6f0-0000-7000-8000-0000000000d1';
const getRoute = (policy: Exclude<RoutePolicy, 'public'> = 'signedIn') =>
  defineRoute(getDeal, policy, async (_ctx, { params, query }) => ({ id: params.id, limit: query.limit }));
const createRoute = (handle = async (name: string): Promise<{ name: string } | Reply> => ({ name })): Route =>
  defineRoute(createDeal, 'signedIn', async (_ctx, { body }) => handle(body.name));
const failing = (error: unknown) => defineRoute(getDeal, 'signedIn', () => Promise.reject(error));

describe('a route', () => {
  it('gets its input parsed by the contract and answers JSON', async () => {
    const answer = await buildHttpServer({ routes: [getRoute()] }).inject(`/api/v1/deals/${id}?limit=5`);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(answer.json()).toEqual({ id, limit: 5 });
  });

  it('answers with the status its contract declares', async () => {
    const http = buildHttpServer({ routes: [createRoute()] });
    const answer = await http.inject({ method: 'POST', url: '/api/v1/deals', payload: { name: 'Solar roof' } });
    expect([answer.statusCode, answer.json()]).toEqual([201, { name: 'Solar roof' }]);
  });

  it('sends ready JSON text byte by byte', async () => {
    const text = '{ "name":"Հայկ",  "amount":10.00 }';
    const route = defineRoute(createDeal, 'signedIn', async () => new JsonText(text));
    const http = buildHttpServer({ routes: [route], checkAnswers: false });
    const answer = await http.inject({ method: 'POST', url: '/api/v1/deals', payload: { name: 'x' } });
    expect(answer.body).toBe(text);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
  });

  it('may answer with a status and headers of its own', async () => {
    const headers = { etag: '"4"', location: '/api/v1/deals/1', 'set-cookie': ['a=1', 'b=2'] };
    const route = createRoute(async (name) => new Reply({ name }, { status: 202, headers }));
    const answer = await buildHttpServer({ routes: [route] }).inject({
      ...{ method: 'POST', url: '/api/v1/deals', payload: { name: 'x' } },
    });
    expect(answer.statusCode).toBe(202);
    expect(answer.headers).toMatchObject(headers);
  });

  it('may answer a file as it is read', async () => {
    const file = new Reply(Readable.from(['a,b\n', '1,2\n']), { headers: { 'content-type': 'text/csv' } });
    const answer = await buildHttpServer({ routes: [createRoute(async () => file)] }).inject({
      ...{ method: 'POST', url: '/api/v1/deals', payload: { name: 'x' } },
    });
    expect([answer.headers['content-type'], answer.body]).toEqual(['text/csv', 'a,b\n1,2\n']);
  });

  it('answers 204 without a body', async () => {
    const remove = defineEndpoint({
      ...{ name: 'deals.purge', summary: 'Purge', method: 'DELETE', path: '/deals/{id}', status: 204 },
      ...{ params: getDeal.params, response: z.undefined() },
    });
    const http = buildHttpServer({ routes: [defineRoute(remove, 'signedIn', async () => undefined)] });
    const answer = await http.inject({ method: 'DELETE', url: `/api/v1/deals/${id}` });
    expect([answer.statusCode, answer.body]).toEqual([204, '']);
  });

  it('is told the headers it may go by', async () => {
    const seen = vi.fn();
    const route = defineRoute(createDeal, 'signedIn', async (_ctx, { body, headers }) => {
      seen(headers);
      return body;
    });
    const headers = { 'if-match': '"3"', 'accept-language': 'hy' };
    await buildHttpServer({ routes: [route] }).inject({
      ...{ method: 'POST', url: '/api/v1/deals', payload: { name: 'x' }, headers },
    });
    expect(seen).toHaveBeenCalledWith({ ifMatch: '"3"', idempotencyKey: undefined, acceptLanguage: 'hy' });
  });
});

describe('input that breaks the contract', () => {
  const refuse = async (request: { method: 'GET' | 'POST'; url: string; payload?: string | object }) => {
    const handle = vi.fn(async (name: string) => ({ name }));
    const http = buildHttpServer({ routes: [getRoute(), createRoute(handle)] });
    const answer = await http.inject(request);
    expect(handle).not.toHaveBeenCalled();
    return answer.json<Problem>();
  };
  const post = (payload: object) => refuse({ method: 'POST', url: '/api/v1/deals', payload });

  it('is refused property by property', async () => {
    const problem = await post({ name: 'x'.repeat(21), owner: 'me' });
    expect(problem).toMatchObject({ status: 422, code: 'invalid' });
    expect(problem.fields).toEqual([
      { path: 'name', code: 'tooLong', params: { maximum: 20 } },
      { path: 'owner', code: 'unknownProperty' },
    ]);
  });

  it('is refused when a body is missing', async () => {
    expect((await refuse({ method: 'POST', url: '/api/v1/deals' })).fields).toEqual([{ path: '', code: 'required' }]);
  });

  it('is refused in the query', async () => {
    const problem = await refuse({ method: 'GET', url: `/api/v1/deals/${id}?limit=900&tenant=2` });
    expect(problem.fields).toEqual([
      { path: 'limit', code: 'tooLarge', params: { maximum: 200 } },
      { path: 'tenant', code: 'unknownProperty' },
    ]);
  });

  it('is refused in the path', async () => {
    expect((await refuse({ method: 'GET', url: '/api/v1/deals/7' })).fields).toEqual([{ path: 'id', code: 'notAnId' }]);
  });

  it('is refused where the contract takes none', async () => {
    const ping = defineEndpoint({
      name: 'ping',
      summary: 'Ping',
      method: 'POST',
      path: '/ping',
      response: z.unknown(),
    });
    const http = buildHttpServer({ routes: [defineRoute(ping, 'signedIn', async () => null)] });
    const withBody = await http.inject({ method: 'POST', url: '/api/v1/ping', payload: { role: 'owner' } });
    expect(withBody.json<Problem>().fields).toEqual([{ path: 'role', code: 'unknownProperty' }]);
    const withQuery = await http.inject({ method: 'POST', url: '/api/v1/ping?role=owner' });
    expect(withQuery.json<Problem>().fields).toEqual([{ path: 'role', code: 'unknownProperty' }]);
    expect((await http.inject({ method: 'POST', url: '/api/v1/ping', payload: {} })).statusCode).toBe(200);
  });
});

describe('a policy', () => {
  const statusFor = async (route: Route, ctx: ReturnType<typeof contextOf> | null) => {
    const answer = await buildHttpServer({ routes: [route], resolveContext: async () => ctx }).inject(
      `/api/v1/deals/${id}`,
    );
    return [answer.statusCode, answer.json<Problem>().code];
  };

  it('refuses who is not signed in', async () => {
    expect(await statusFor(getRoute(), null)).toEqual([401, 'notSignedIn']);
    expect(await statusFor(getRoute(['owner']), null)).toEqual([401, 'notSignedIn']);
  });

  it('refuses roles that are not named, and lets the others in', async () => {
    expect(await statusFor(getRoute(['owner', 'manager']), contextOf('seller'))).toEqual([403, 'roleRequired']);
    expect(await statusFor(getRoute(['owner', 'manager']), contextOf('manager'))).toEqual([200, undefined]);
  });

  it('lets nobody be the system', async () => {
    const ctx = contextOf('seller');
    const system = { ...ctx, actor: { ...ctx.actor, role: 'system' as const } };
    expect(await statusFor(getRoute(['owner']), system)).toEqual([403, 'roleRequired']);
  });

  it('opens a public route to all, who may be nobody', async () => {
    const route = definePublicRoute(getDeal, async (ctx) => ({ id: ctx ? 'somebody' : 'nobody', limit: 1 }));
    const answer = await buildHttpServer({ routes: [route], resolveContext: async () => null }).inject(
      `/api/v1/deals/${id}`,
    );
    expect(answer.json()).toEqual({ id: 'nobody', limit: 1 });
  });

  it('is asked before the body is read and judged', async () => {
    const http = buildHttpServer({ routes: [createRoute()], resolveContext: async () => null });
    const answer = await http.inject({
      ...{ method: 'POST', url: '/api/v1/deals', payload: 'x'.repeat(2_000_000) },
      headers: { 'content-type': 'application/json' },
    });
    expect(answer.json<Problem>().code).toBe('notSignedIn');
  });

  it('hears why somebody recognised may not enter', async () => {
    const http = buildHttpServer({
      ...{ routes: [getRoute()] },
      resolveContext: () => Promise.reject(new AppError(403, 'accountDeactivated')),
    });
    expect((await http.inject(`/api/v1/deals/${id}`)).json<Problem>().code).toBe('accountDeactivated');
  });
});

describe('a failure', () => {
  const answerTo = async (error: unknown, log = recordingLog()) => {
    const answer = await buildHttpServer({ routes: [failing(error)], log }).inject(`/api/v1/deals/${id}`);
    return { answer, problem: answer.json<Problem>(), log };
  };

  it('a person can act on is a problem with its parameters', async () => {
    const { answer, problem } = await answerTo(notFound('deal', id));
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(problem).toEqual({
      ...{ type: 'urn:rapport:problem:notFound', title: 'Not Found', status: 404, code: 'notFound' },
      ...{ params: { noun: 'deal', id }, fields: [], requestId: answer.headers['x-request-id'] },
    });
  });

  it('of ours says nothing but its number, and is logged under it', async () => {
    const { answer, problem, log } = await answerTo(new Error('password of the database is hunter2'));
    expect(problem).toMatchObject({ status: 500, code: 'internal', params: {}, fields: [] });
    expect(answer.body).not.toContain('hunter2');
    expect(log.entries).toHaveLength(1);
    expect(log.entries[0]?.[0]).toMatchObject({ requestId: problem.requestId, route: 'GET /api/v1/deals/:id' });
  });

  it('that is no error object is answered all the same', async () => {
    expect((await answerTo('boom')).problem.code).toBe('internal');
  });

  it('of the caller is not logged', async () => {
    expect((await answerTo(notFound('deal', id))).log.entries).toEqual([]);
  });

  it('of an answer that breaks its contract is found where answers are checked', async () => {
    const leak = defineRoute(getDeal, 'signedIn', async () => new JsonText('{"id":"1","limit":1,"passwordHash":"x"}'));
    const log = recordingLog();
    const answer = await buildHttpServer({ routes: [leak], log }).inject(`/api/v1/deals/${id}`);
    expect(answer.statusCode).toBe(500);
    expect(JSON.stringify(log.entries)).toContain('passwordHash: unknownProperty');
  });
});

describe('the rate limit', () => {
  it('stops one account and tells when to come back, while others go on', async () => {
    const resolveContext = async ({ headers }: { headers: object }) =>
      'x-other' in headers
        ? { ...contextOf('seller'), actor: { ...contextOf('seller').actor, accountId: 'other' } }
        : contextOf('seller');
    const http = buildHttpServer({ routes: [getRoute()], resolveContext, rateLimit: { perSecond: 0.1, burst: 2 } });
    const statuses = [];
    for (let count = 0; count < 3; count++) statuses.push((await http.inject(`/api/v1/deals/${id}`)).statusCode);
    expect(statuses).toEqual([200, 200, 429]);
    const stopped = await http.inject(`/api/v1/deals/${id}`);
    expect(stopped.json<Problem>().code).toBe('tooManyRequests');
    expect(Number(stopped.headers['retry-after'])).toBeGreaterThan(0);
    expect((await http.inject({ url: `/api/v1/deals/${id}`, headers: { 'x-other': '1' } })).statusCode).toBe(200);
  });

  it('counts whoever is refused before it is known who asks, by address', async () => {
    const resolveContext = () => Promise.reject(new AppError(403, 'keyFromElsewhere'));
    const http = buildHttpServer({ routes: [getRoute()], resolveContext, rateLimit: { perSecond: 0.1, burst: 2 } });
    const from = async (remoteAddress: string) =>
      (await http.inject({ url: `/api/v1/deals/${id}`, remoteAddress })).statusCode;
    expect([await from('10.0.0.1'), await from('10.0.0.1'), await from('10.0.0.1')]).toEqual([403, 403, 429]);
    expect(await from('10.0.0.2')).toBe(403);
  });
});
