import { connect } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineEndpoint } from '../../shared/contract/endpoint.ts';
import { AppError, type Problem } from '../../shared/errors.ts';
import { anahit, buildHttpServer, recordingLog } from './http-server.factory.ts';
import { RefusalLog } from './refusal-log.ts';
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

const json = { 'content-type': 'application/json' };

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

describe('what a proxy was asked without TLS', () => {
  const inTheOpen = { 'x-forwarded-proto': 'http' };
  const behind = buildHttpServer({
    publicUrl: 'https://crm.ararat.am',
    trustProxy: 1,
    routes: [defineRoute(getNote, 'signedIn', async () => '')],
  });

  it('is led on where it is a page, and nowhere else', async () => {
    for (const [url, location] of [
      ['/deals?stage=won', 'https://crm.ararat.am/deals?stage=won'],
      ['//evil.example/x', 'https://crm.ararat.am//evil.example/x'],
    ] as const) {
      const page = await behind.inject({ url, headers: { ...inTheOpen, host: 'evil.example' } });
      expect([page.statusCode, page.headers.location]).toEqual([308, location]);
    }
  });

  it('is refused where it is for programs, with what it carried', async () => {
    for (const [method, url] of [
      ['GET', '/api/v1/notes/7'],
      ['POST', '/api/auth/sign-in/email'],
      ['POST', '/'],
    ] as const) {
      const answer = await behind.inject({ method, url, headers: inTheOpen });
      expect([url, answer.statusCode, answer.json<Problem>().code]).toEqual([url, 403, 'httpsOnly']);
    }
    expect((await behind.inject({ url: '/api/health', headers: inTheOpen })).statusCode).toBe(200);
    expect(
      (await behind.inject({ url: '/api/v1/notes/7', headers: { 'x-forwarded-proto': 'https' } })).statusCode,
    ).toBe(200);
    // Nobody in front is believed, or there is no TLS at all.
    for (const other of [{ publicUrl: 'https://crm.ararat.am' }, { trustProxy: 1 }])
      expect((await buildHttpServer(other).inject({ url: '/api/openapi.json', headers: inTheOpen })).statusCode).toBe(
        200,
      );
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

describe('what is refused', () => {
  it('stands in the log once a minute, with how often, who and which route, and nothing of what was asked', async () => {
    const log = recordingLog();
    const guarded = buildHttpServer({
      log,
      routes: [
        defineRoute(getNote, ['owner'], async (_ctx, { params }) => params.id),
        defineRoute(createNote, 'signedIn', async () => ({})),
      ],
    });
    for (const id of ['anahit@ararat.am', '2', '3'])
      expect((await guarded.inject(`/api/v1/notes/${id}?q=secret`)).statusCode).toBe(403);
    // Neither what is not there nor a mistake is a refusal.
    await guarded.inject('/api/v1/nothing');
    const broken = { method: 'POST', url: '/api/v1/notes', payload: '{"password":"hush', headers: json } as const;
    expect((await guarded.inject(broken)).statusCode).toBe(400);
    const other = { ...broken, payload: '{}', headers: { ...json, origin: 'https://evil.example' } };
    expect((await guarded.inject(other)).json<Problem>().code).toBe('crossOrigin');
    const ofNotes = { route: 'GET /api/v1/notes/:id', member: anahit, key: null };
    const told = [
      [{ ...ofNotes, problem: 'roleRequired', status: 403, requestId: expect.any(String) }, 'Refused'],
      [{ problem: 'malformedJson', status: 400, route: 'POST /api/v1/notes' }, 'Refused'],
      [{ problem: 'crossOrigin', status: 403, member: null }, 'Refused'],
    ];
    expect(log.entries).toMatchObject(told);
    await guarded.close();
    expect(log.entries).toMatchObject([...told, [{ ...ofNotes, times: 2 }, 'Refused again']]);
    expect(JSON.stringify(log.entries)).not.toMatch(/hush|secret|ararat\.am|127\.0\.0\.1/);
  });

  it('does not fill the log, however much is tried', () => {
    const log = recordingLog();
    let now = 0;
    const refused = new RefusalLog(log, () => now);
    const asked = (route: number) => ({ id: 'r', method: 'GET', ctx: null, routeOptions: { url: `/${route}` } });
    const tryAll = (count: number) => {
      for (let route = 0; route < count; route++)
        refused.take(new AppError(403, 'forbidden'), asked(route) as unknown as FastifyRequest);
    };
    tryAll(5000);
    expect(log.entries).toHaveLength(200);
    now = 61_000;
    tryAll(1);
    expect(log.entries.slice(200)).toMatchObject([
      [{ times: 4800 }, 'Refused besides'],
      [{ route: 'GET /0' }, 'Refused'],
    ]);
    refused.flush();
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

  it.each([
    ['two lengths', 'Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}'],
    ['a length and chunks', 'Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}'],
    ['a length that is no number', 'Content-Length: +2\r\n\r\n{}'],
    ['a coding nobody knows', 'Transfer-Encoding: xchunked\r\n\r\n{}'],
    ['chunks under another coding', 'Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n'],
    ['a space before the colon', 'Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n'],
    ['a line that goes on', 'Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n'],
    ['a bare line feed', 'Transfer-Encoding: chunked\n\r\n0\r\n\r\n'],
    ['a chunk of no size', 'Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n'],
  ])('a request hidden behind another by %s is never answered', async (_what, head) => {
    const hidden = 'GET /api/ready HTTP/1.1\r\nHost: x\r\n\r\n';
    const answer = await say(
      `POST /api/v1/nothing HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${head}${hidden}`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).not.toContain('"ready"');
    expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
  });

  it('headers beyond measure are refused', async () => {
    const answer = await say(`GET /api/health HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
    expect(answer).toContain('"code":"headersTooLarge"');
  });
});
