import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineEndpoint } from '../../shared/contract/endpoint.ts';
import type { Problem } from '../../shared/errors.ts';
import { buildHttpServer } from './http-server.factory.ts';
import { defineRoute } from './route.ts';

const path = '/deals';
const list = defineEndpoint({ name: 'deals.list', summary: 'List', method: 'GET', path, response: z.unknown() });
const create = defineEndpoint({ name: 'deals.create', summary: 'Create', method: 'POST', path, response: z.unknown() });
const http = buildHttpServer({
  publicUrl: 'https://crm.ararat.am',
  routes: [defineRoute(list, 'signedIn', async () => []), defineRoute(create, 'signedIn', async () => ({}))],
});
const cookie = 'rapport.session_token=x';
const post = async (headers: Record<string, string>) =>
  (await http.inject({ method: 'POST', url: '/api/v1/deals', headers: { host: '10.0.0.5:3000', ...headers } }))
    .statusCode;

describe('a write with a session cookie', () => {
  it.each([
    ['the public address', { origin: 'https://crm.ararat.am' }],
    ['the address the server was reached at', { origin: 'http://10.0.0.5:3000' }],
    ['a page of ours that keeps its origin', { 'sec-fetch-site': 'same-origin' }],
    ['a program, which has no origin', {}],
  ])('is taken from %s', async (_where, headers) => {
    expect(await post({ cookie, ...headers } as Record<string, string>)).toBe(200);
  });

  it.each([
    ['another site', { origin: 'https://evil.example' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['the same name at another port', { origin: 'http://10.0.0.5:8080' }],
    ['a name that begins like ours', { origin: 'https://crm.ararat.am.evil.example' }],
    ['a sister site', { 'sec-fetch-site': 'same-site' }],
    ['another site without origin', { 'sec-fetch-site': 'cross-site' }],
    ['another site that adds a key', { origin: 'https://evil.example', authorization: 'Bearer x' }],
  ])('is refused from %s', async (_where, headers) => {
    expect(await post({ cookie, ...headers } as Record<string, string>)).toBe(403);
  });

  it('says why', async () => {
    const headers = { cookie, origin: 'https://evil.example' };
    const answer = await http.inject({ method: 'POST', url: '/api/v1/deals', headers });
    expect(answer.json<Problem>().code).toBe('crossOrigin');
  });
});

it('a write by key is taken from any page: no cookie acts for its reader', async () => {
  expect(await post({ origin: 'https://partner.example', authorization: 'Bearer key' })).toBe(200);
});

it('reading is not asked where it comes from', async () => {
  const headers = { cookie, origin: 'https://evil.example' };
  expect((await http.inject({ url: '/api/v1/deals', headers })).statusCode).toBe(200);
});
