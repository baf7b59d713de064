import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Operation } from '../../../shared/openapi/document.ts';
import type { Endpoint } from './description.ts';
import { addressOf, curlOf, isTriable, send } from './send.ts';

const operation: Operation = {
  ...{
    operationId: 'deals.update',
    summary: '',
    tags: ['deals'],
    responses: { 200: { content: { 'application/json': {} } } },
  },
  parameters: [
    { name: 'id', in: 'path', required: true },
    { name: 'filter', in: 'query' },
    { name: 'If-Match', in: 'header' },
  ],
};
const endpoint: Endpoint = { method: 'PATCH', path: '/api/v1/deals/{id}', operation };
const given = { values: { id: 'a/b', filter: '{"all":[]}' }, body: '{"name":"It\'s"}' };

afterEach(() => vi.unstubAllGlobals());

describe('a request that is tried', () => {
  it('has its parameters filled in, and is not sent while one of the path is missing', () => {
    expect(addressOf(endpoint, given)).toBe('/api/v1/deals/a%2Fb?filter=%7B%22all%22%3A%5B%5D%7D');
    expect(addressOf(endpoint, { values: { id: ' ' }, body: null })).toBeNull();
  });

  it('is told as a program would send it, quotes and all', () => {
    const curl = curlOf(
      endpoint,
      { ...given, values: { ...given.values, 'If-Match': '"3"' } },
      'https://crm.example.org',
    );
    expect(curl).toContain("curl -X PATCH 'https://crm.example.org/api/v1/deals/a%2Fb?filter=");
    expect(curl).toContain(`-H 'If-Match: "3"'`);
    expect(curl).toContain(`-d '{"name":"It'\\''s"}'`);
    expect(curlOf({ ...endpoint, method: 'GET' }, { values: {}, body: null }, '')).toContain("'/api/v1/deals/{id}'");
  });

  it('tells what came back, refusals and silence too', async () => {
    const fetch = vi.fn(async () => new Response('{"code":"stale"}', { status: 412 }));
    vi.stubGlobal('fetch', fetch);
    expect(await send(endpoint, given)).toMatchObject({ status: 412, text: '{\n  "code": "stale"\n}' });
    expect(fetch).toHaveBeenCalledWith(
      expect.stringContaining('/deals/a%2Fb'),
      expect.objectContaining({ body: given.body }),
    );
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed')));
    expect(await send(endpoint, given)).toMatchObject({ status: null, text: 'TypeError: fetch failed' });
  });

  it('is none of files and streams', () => {
    expect(isTriable(endpoint)).toBe(true);
    const upload = { ...operation, requestBody: { content: { 'multipart/form-data': {} } } };
    expect(isTriable({ ...endpoint, operation: upload })).toBe(false);
    expect(curlOf({ ...endpoint, operation: upload }, { values: {}, body: null }, '')).toContain("-F 'file=@FILE'");
    const stream = { ...operation, responses: { 200: { content: { 'text/event-stream': {} } } } };
    expect(isTriable({ ...endpoint, operation: stream })).toBe(false);
  });
});
