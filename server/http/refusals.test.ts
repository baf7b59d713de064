import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineEndpoint } from '../../shared/contract/endpoint.ts';
import type { Problem } from '../../shared/errors.ts';
import { buildHttpServer } from './http-server.factory.ts';
import { defineRoute } from './route.ts';

const createNote = defineEndpoint({
  ...{ name: 'notes.create', summary: 'Create a note', method: 'POST', path: '/notes' },
  ...{ body: z.record(z.string(), z.unknown()), response: z.unknown() },
});
const getNote = defineEndpoint({
  ...{ name: 'notes.get', summary: 'A note', method: 'GET', path: '/notes/{id}' },
  ...{ params: z.strictObject({ id: z.string() }), response: z.unknown() },
});
const http = buildHttpServer({
  routes: [
    defineRoute(createNote, 'signedIn', async (_ctx, { body }) => body),
    defineRoute(getNote, 'signedIn', async (_ctx, { params }) => params.id),
  ],
});
const post = async (payload: string, contentType = 'application/json') => {
  const headers = contentType ? { 'content-type': contentType } : {};
  const answer = await http.inject({ method: 'POST', url: '/api/v1/notes', payload, headers });
  return { status: answer.statusCode, body: answer.json<Problem>(), type: answer.headers['content-type'] };
};

describe('a body', () => {
  it.each([
    ['broken JSON', '{"a":', 400, 'malformedJson'],
    ['__proto__ in it', '{"__proto__":{"role":"owner"}}', 400, 'malformedJson'],
    ['__proto__ in disguise', '{"\\u005f_proto__":{"role":"owner"}}', 400, 'malformedJson'],
    ['a poisoned constructor', '{"a":{"constructor":{"prototype":{"role":1}}}}', 400, 'malformedJson'],
    ['more than a megabyte', `{"a":"${'x'.repeat(1024 * 1024)}"}`, 413, 'bodyTooLarge'],
    ['bottomless nesting', `{"a":${'['.repeat(33)}${']'.repeat(33)}}`, 400, 'jsonTooDeep'],
  ])('of %s is refused', async (_what, payload, status, code) => {
    const answer = await post(payload);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.type).toBe('application/problem+json; charset=utf-8');
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/json'])(
    'of type %s is refused: a form of another site can send those',
    async (type) => {
      expect(await post('{"a":1}', type)).toMatchObject({ status: 415, body: { code: 'unsupportedMediaType' } });
    },
  );

  it('of JSON is taken with its characters', async () => {
    expect((await post('{"a":"გამარჯობა 👋"}', 'application/json; charset=utf-8')).body).toEqual({ a: 'გამარჯობა 👋' });
  });
});

describe('an address', () => {
  const code = async (method: 'GET' | 'PUT' | 'OPTIONS', url: string) => {
    const answer = await http.inject({ method, url });
    return [answer.statusCode, answer.json<Problem>().code, answer.headers.allow];
  };

  it('nobody knows is a problem', async () => {
    expect(await code('GET', '/api/v1/nothing')).toEqual([404, 'routeNotFound', undefined]);
    expect(await code('GET', '/somewhere')).toEqual([404, 'routeNotFound', undefined]);
  });

  it('called by the wrong method names the right ones', async () => {
    expect(await code('PUT', '/api/v1/notes/7')).toEqual([405, 'methodNotAllowed', 'GET']);
    expect(await code('GET', '/api/v1/notes')).toEqual([405, 'methodNotAllowed', 'POST']);
  });

  it('is not offered to other sites', async () => {
    const answer = await http.inject({
      ...{ method: 'OPTIONS', url: '/api/v1/notes' },
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    });
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('of endless length is refused', async () => {
    expect(await code('GET', `/api/v1/notes/7?q=${'x'.repeat(12_000)}`)).toEqual([414, 'addressTooLong', undefined]);
  });

  it('that can not be decoded is refused', async () => {
    expect(await code('GET', '/api/v1/notes/%ff')).toEqual([400, 'badRequest', undefined]);
  });
});

describe('every answer', () => {
  it.each(['/api/health', '/api/v1/notes/7', '/api/v1/nothing', '/api/openapi.json'])(
    'of %s is guarded',
    async (url) => {
      const { headers } = await http.inject(url);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
        'referrer-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
      });
      expect(headers['x-request-id']).toMatch(/^[\w-]{8}-\w+$/);
      expect(headers).not.toHaveProperty('strict-transport-security');
    },
  );

  it('insists on https where the public address does', async () => {
    const secure = buildHttpServer({ publicUrl: 'https://crm.ararat.am' });
    expect((await secure.inject('/api/health')).headers['strict-transport-security']).toContain('max-age=31536000');
  });

  it('has a request id of its own, or that of a proxy which is trusted', async () => {
    const headers = { 'x-request-id': 'proxy-0001' };
    const [first, second] = [await http.inject('/api/health'), await http.inject({ url: '/api/health', headers })];
    expect(second.headers['x-request-id']).not.toBe(first.headers['x-request-id']);
    expect(second.headers['x-request-id']).not.toBe('proxy-0001');
    const trusting = buildHttpServer({ trustProxy: 1 });
    expect((await trusting.inject({ url: '/api/health', headers })).headers['x-request-id']).toBe('proxy-0001');
    const forged = { 'x-request-id': 'a b' };
    expect((await trusting.inject({ url: '/api/health', headers: forged })).headers['x-request-id']).not.toBe('a b');
  });
});

describe('the status routes', () => {
  it('say that the process lives and whether it can serve', async () => {
    expect((await http.inject('/api/health')).json()).toEqual({ status: 'ok' });
    expect((await http.inject('/api/ready')).json()).toEqual({ status: 'ready' });
    const waiting = await buildHttpServer({ isReady: async () => false }).inject('/api/ready');
    expect([waiting.statusCode, waiting.json<Problem>().code]).toEqual([503, 'unavailable']);
    expect(waiting.headers['retry-after']).toBe('1');
  });
});

describe('on the wire', () => {
  const wired = buildHttpServer();
  let port = 0;
  beforeAll(async () => {
    port = Number(new URL(await wired.listen({ port: 0, host: '127.0.0.1' })).port);
  });
  afterAll(() => wired.close());
  const say = (text: string) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(text));
      let answer = '';
      socket.on('data', (chunk) => {
        answer += chunk;
      });
      socket.on('close', () => resolve(answer));
      socket.on('error', reject);
    });

  it('what is no HTTP is answered as a problem', async () => {
    const answer = await say('good day\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request/);
    expect(answer).toContain('"code":"badRequest"');
  });

  it('headers beyond measure are refused', async () => {
    const answer = await say(`GET /api/health HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
    expect(answer).toContain('"code":"headersTooLarge"');
  });
});
