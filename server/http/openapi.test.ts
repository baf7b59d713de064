import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineEndpoint, type Endpoint } from '../../shared/contract/endpoint.ts';
import { buildRecordEndpoints } from '../../shared/contract/record-endpoints.ts';
import { emails, money, relation, text } from '../../shared/nouns/field.ts';
import { defineNoun, type Noun } from '../../shared/nouns/noun.ts';
import { buildHttpServer } from './http-server.factory.ts';
import { buildOpenApi } from './openapi.ts';
import { definePublicRoute, defineRoute, type Route } from './route.ts';

const deal = defineNoun({
  ...{ name: 'deal', plural: 'deals', title: 'name', icon: 'coin' },
  fields: {
    name: text({ required: true }),
    amount: money(),
    company: relation({ to: 'company' }),
    emails: emails(),
    number: text({ readOnly: true }),
  },
});
const company = defineNoun({
  ...{ name: 'company', plural: 'companies', title: 'name', icon: 'building' },
  fields: { name: text({ required: true }), number: text({ readOnly: true }) },
});
const upload = { maxBytes: 1000 };
const importFile = defineEndpoint({
  ...{ name: 'imports.upload', summary: 'Upload', method: 'POST', path: '/imports', upload },
  ...{ body: z.strictObject({ object: z.string() }), response: z.strictObject({ id: z.string() }), status: 202 },
});
const setup = defineEndpoint({
  name: 'setup.get',
  summary: 'Set-up',
  method: 'GET',
  path: '/setup',
  response: z.strictObject({ done: z.boolean() }),
});
const routeOf = (endpoint: Endpoint): Route => ({ endpoint, policy: 'signedIn', handle: async () => null });
const routes = [
  ...[deal, company]
    .flatMap((noun) => Object.values<object>(buildRecordEndpoints<Noun>(noun)))
    .map((endpoint) => routeOf(endpoint as unknown as Endpoint)),
  defineRoute(importFile, ['owner', 'manager'], async () => ({ id: '1' })),
  definePublicRoute(setup, async () => ({ done: true })),
];

interface Operation {
  readonly operationId: string;
  readonly security: readonly object[];
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly [key: string]: unknown }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> };
  readonly responses: Readonly<Record<string, object>>;
}
interface Description {
  readonly openapi: string;
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<
      Record<string, { readonly properties?: Readonly<Record<string, unknown>>; readonly required?: readonly string[] }>
    >;
    readonly securitySchemes: object;
  };
}
const description = JSON.parse(JSON.stringify(buildOpenApi(routes, 'https://crm.ararat.am'))) as Description;
const operations = Object.values(description.paths).flatMap((path) => Object.values(path));

describe('the OpenAPI document', () => {
  it('describes every route once, at the public address', () => {
    expect(description.openapi).toBe('3.1.0');
    expect(description.servers).toEqual([{ url: 'https://crm.ararat.am' }]);
    const ids = operations.map((operation) => operation.operationId);
    expect(ids).toHaveLength(routes.length);
    expect(new Set(ids).size).toBe(ids.length);
    expect(Object.keys(description.paths['/api/v1/deals/{id}'] ?? {}).sort()).toEqual(['delete', 'get', 'patch']);
  });

  it('leaves no reference dangling', () => {
    const references = [...JSON.stringify(description).matchAll(/"\$ref":"([^"]+)"/g)].map(([, target]) =>
      String(target),
    );
    expect(references.length).toBeGreaterThan(10);
    for (const reference of references) {
      const found = reference
        .slice(2)
        .split('/')
        .reduce<unknown>((at, name) => (at as Record<string, unknown>)?.[name], description);
      expect(found, reference).toBeDefined();
    }
  });

  it('names the parameters of each path', () => {
    for (const [path, methods] of Object.entries(description.paths)) {
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const { parameters } of Object.values(methods))
        expect(parameters.filter((one) => one.in === 'path').map((one) => one.name)).toEqual(names);
    }
  });

  it('gives every operation a problem answer, and a key or session unless it is public', () => {
    for (const { operationId, responses, security } of operations) {
      expect(responses.default).toEqual({ $ref: '#/components/responses/Problem' });
      expect(security).toEqual(operationId === 'setup.get' ? [] : [{ session: [] }, { apiKey: [] }]);
    }
    expect(Object.keys(description.components.securitySchemes)).toEqual(['session', 'portalSession', 'apiKey']);
  });

  it('describes a record once and what may be sent without read-only fields', () => {
    const { schemas } = description.components;
    expect(Object.keys(schemas.Deal?.properties ?? {})).toEqual(
      expect.arrayContaining(['id', 'version', 'number', 'createdAt']),
    );
    expect(Object.keys(schemas.DealsCreateBody?.properties ?? {})).toEqual([
      'name',
      'amount',
      'company',
      'emails',
      'externalId',
    ]);
    expect(schemas.DealsCreateBody?.required).toEqual(['name']);
    expect(Object.keys(schemas.CompaniesUpdateBody?.properties ?? {})).toEqual(['name', 'externalId']);
    expect(schemas.DealsUpdateBody?.required).toBeUndefined();
    expect(JSON.stringify(schemas.DealsListResponse)).toContain('#/components/schemas/Deal"');
  });

  it('describes the filter as JSON in the query and lists its limits', () => {
    const list = description.paths['/api/v1/deals']?.get?.parameters ?? [];
    const parameter = (name: string) => list.find((one) => one.name === name);
    expect(parameter('filter')?.content).toEqual({
      'application/json': { schema: { $ref: '#/components/schemas/Filter' } },
    });
    expect(parameter('limit')?.schema).toMatchObject({ type: 'integer', minimum: 1, maximum: 200, default: 60 });
    expect(parameter('expand')?.schema).toMatchObject({ type: 'string' });
  });

  it('describes a file to be sent', () => {
    const operation = description.paths['/api/v1/imports']?.post;
    expect(operation?.requestBody?.content['multipart/form-data']?.schema).toMatchObject({
      required: ['object', 'file'],
    });
    expect(operation?.responses).toHaveProperty('202');
  });

  it('offers a key against repetition on writes, and a version where records may be stale', () => {
    const headers = (path: string, method: string) =>
      description.paths[path]?.[method]?.parameters.filter((one) => one.in === 'header').map((one) => one.name);
    expect(headers('/api/v1/deals', 'post')).toEqual(['Idempotency-Key']);
    expect(headers('/api/v1/deals/{id}', 'patch')).toEqual(['Idempotency-Key', 'If-Match']);
    expect(headers('/api/v1/deals', 'get')).toEqual([]);
  });
});

it('the server hands the document out to all', async () => {
  const answer = await buildHttpServer({ routes, resolveContext: async () => null }).inject('/api/openapi.json');
  expect(answer.json<Description>().paths).toHaveProperty('/api/v1/deals/{id}/changes');
});
