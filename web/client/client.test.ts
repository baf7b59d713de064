import { describe, expect, expectTypeOf, it, vi } from 'vitest';
import { z } from 'zod';
import { defineEndpoint } from '../../shared/contract/endpoint.ts';
import { jsonParam, listParam } from '../../shared/contract/query-params.ts';
import type { Problem } from '../../shared/errors.ts';
import { filterSchema } from '../../shared/filter/filter.ts';
import type { Session } from '../../shared/nouns/metadata.ts';
import { ApiError } from './api-error.ts';
import { type ClientSettings, createClient } from './client.ts';
import { knowPage } from './page-owner.ts';

const report = defineEndpoint({
  ...{ name: 'pipelineReport.get', summary: 'The funnel', method: 'GET', path: '/pipelines/{id}/report' },
  params: z.strictObject({ id: z.string() }),
  query: z.strictObject({ filter: jsonParam(filterSchema).optional(), fields: listParam().optional() }),
  response: z.strictObject({ won: z.number() }),
});
const move = defineEndpoint({
  ...{ name: 'deals.move', summary: 'Move', method: 'POST', path: '/deals/{id}/move' },
  ...{ params: z.strictObject({ id: z.string() }), body: z.strictObject({ stage: z.string() }) },
  response: z.strictObject({ id: z.string() }),
});
const session = defineEndpoint({
  ...{ name: 'session.get', summary: 'Session', method: 'GET', path: '/session' },
  response: z.strictObject({ role: z.string() }),
});
const upload = defineEndpoint({
  ...{ name: 'imports.upload', summary: 'Upload', method: 'POST', path: '/imports', upload: { maxBytes: 100 } },
  ...{ body: z.strictObject({ object: z.string() }), response: z.strictObject({ id: z.string() }) },
});
const problem: Problem = {
  ...{ type: 'urn:rapport:problem:invalid', title: 'Unprocessable', status: 422, code: 'invalid', params: {} },
  ...{ fields: [{ path: 'stage', code: 'required' }], requestId: 'r-1' },
};

/** A client of a server that answers this to everything, and what it was asked. */
function clientOf(answer: () => Response, settings: ClientSettings = {}) {
  const asked: Request[] = [];
  const client = createClient({
    ...{ baseUrl: 'http://crm.test' },
    fetch: async (address, init) => {
      asked.push(new Request(address as string, init));
      return answer();
    },
    ...settings,
  });
  return { client, asked };
}
const failureOf = async (call: Promise<unknown>): Promise<ApiError> => {
  const error = await call.then(
    () => expect.fail('The call succeeded'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ApiError);
  return error as ApiError;
};

describe('a call', () => {
  it('puts parameters into the address: names by commas, trees as JSON', async () => {
    const { client, asked } = clientOf(() => Response.json({ won: 3 }));
    const filter = { field: 'name', op: 'contains', value: 'a&b' } as const;
    const answer = await client.call(report, { params: { id: 'north/2' }, query: { filter, fields: ['won', 'lost'] } });
    expect(answer).toEqual({ won: 3 });
    const url = new URL(asked[0]?.url ?? '');
    expect(url.pathname).toBe('/api/v1/pipelines/north%2F2/report');
    expect(Object.fromEntries(url.searchParams)).toEqual({ filter: JSON.stringify(filter), fields: 'won,lost' });
    expect(asked[0]?.headers.get('content-type')).toBeNull();
  });

  it('sends its body as JSON with the headers it is given', async () => {
    const { client, asked } = clientOf(() => Response.json({ id: '1' }), { headers: { authorization: 'Bearer key' } });
    await client.call(move, {
      params: { id: '1' },
      body: { stage: 'won' },
      idempotencyKey: 'k',
      headers: { 'x-a': 'b' },
    });
    const [request] = asked;
    expect([request?.method, await request?.json()]).toEqual(['POST', { stage: 'won' }]);
    const sent = ['content-type', 'idempotency-key', 'authorization', 'x-a'].map((name) => request?.headers.get(name));
    expect(sent).toEqual(['application/json', 'k', 'Bearer key', 'b']);
  });

  it('says for which workspace and for whom its page was loaded, once that is known', async () => {
    const { client, asked } = clientOf(() => Response.json({}));
    await client.call(session);
    knowPage(() => ({ workspace: { id: 'w' }, member: { id: 'm' } }) as unknown as Session);
    await client.call(session);
    await client.call(upload, { body: { object: 'deals' }, file: new File(['a'], 'a.csv') });
    knowPage(() => null);
    expect(asked.map(({ headers }) => headers.get('rapport-workspace'))).toEqual([null, 'w.m', 'w.m']);
  });

  it('sends a file after the fields that belong to it', async () => {
    const { client, asked } = clientOf(() => Response.json({ id: '1' }));
    await client.call(upload, { body: { object: 'deals' }, file: new File(['a,b'], 'сделки.csv') });
    const form = (await asked[0]?.formData()) ?? new FormData();
    const entries = [...form].map(([name, value]) => [name, value instanceof File ? value.name : value]);
    expect(entries).toEqual([
      ['object', 'deals'],
      ['file', 'сделки.csv'],
    ]);
  });

  it('wants no input where the endpoint takes none, and answers nothing to 204', async () => {
    const { client } = clientOf(() => new Response(null, { status: 204 }));
    expect(await client.call(session)).toBeUndefined();
  });

  it('without a parameter of its path is never sent', async () => {
    const { client, asked } = clientOf(() => Response.json({}));
    const call = client.call(move, { params: { id: '' }, body: { stage: 'won' } });
    await expect(call).rejects.toThrowError('wants the parameter id');
    expect(asked).toEqual([]);
  });

  it('is typed from its endpoint', async () => {
    const { client } = clientOf(() => Response.json({}));
    expectTypeOf(client.call(report, { params: { id: '1' } })).resolves.toEqualTypeOf<{ won: number }>();
    // @ts-expect-error the path has a parameter
    await expect(client.call(report)).rejects.toThrowError();
    // @ts-expect-error the body has a stage
    void client.call(move, { params: { id: '1' }, body: {} });
    // @ts-expect-error the session takes no query
    void client.call(session, { query: { a: 1 } });
  });

  it('knows the address for a link', () => {
    const { client } = clientOf(() => Response.json({}));
    const address = client.address(report, { params: { id: '1' }, query: { fields: ['won'] } });
    expect(address).toBe('http://crm.test/api/v1/pipelines/1/report?fields=won');
  });
});

describe('a failed call', () => {
  const refused =
    (status = 422) =>
    () =>
      new Response(JSON.stringify({ ...problem, status }), {
        status,
        headers: { 'content-type': 'application/problem+json' },
      });

  it('throws the problem as the server tells it', async () => {
    const error = await failureOf(clientOf(refused()).client.call(session));
    expect(error.problem).toEqual(problem);
    expect([error.status, error.code, error.fields]).toEqual([422, 'invalid', [{ path: 'stage', code: 'required' }]]);
  });

  it('tells that nobody is signed in, and only that', async () => {
    const onUnauthorized = vi.fn();
    await failureOf(clientOf(refused(422), { onUnauthorized }).client.call(session));
    expect(onUnauthorized).not.toHaveBeenCalled();
    const error = await failureOf(clientOf(refused(401), { onUnauthorized }).client.call(session));
    expect(onUnauthorized).toHaveBeenCalledExactlyOnceWith(error);
  });

  it.each([
    [502, '<html>Bad gateway</html>', 'unavailable'],
    [413, '', 'badRequest'],
    [500, '"text"', 'unavailable'],
  ])('with %i and no problem in it has a code all the same', async (status, body, code) => {
    const error = await failureOf(clientOf(() => new Response(body, { status })).client.call(session));
    expect([error.status, error.code, error.fields]).toEqual([status, code, []]);
  });

  it('without any answer is unreachable, with its cause', async () => {
    const cause = new TypeError('fetch failed');
    const { client } = clientOf(() => {
      throw cause;
    });
    const error = await failureOf(client.call(session));
    expect([error.status, error.code, error.cause]).toEqual([0, 'unreachable', cause]);
  });

  it('that was aborted throws what the signal says', async () => {
    const reason = new Error('the page was left');
    const signal = AbortSignal.abort(reason);
    const { client } = clientOf(() => {
      throw reason;
    });
    await expect(client.call(session, { signal })).rejects.toBe(reason);
  });
});
