import type { z } from 'zod';
import type { Endpoint } from '../../shared/contract/endpoint.ts';
import { fieldCodes, problemCodes } from '../../shared/contract/error-codes.ts';
import { parametersOf } from './openapi-parameters.ts';
import { type JsonSchema, OpenApiSchemas } from './openapi-schemas.ts';
import type { Route } from './route.ts';

type Json = Readonly<Record<string, unknown>>;

/** The whole API as an OpenAPI 3.1 document, out of the routes there are. */
export function buildOpenApi(routes: readonly Route[], publicUrl: string): Json {
  const schemas = new OpenApiSchemas(routes.map((route) => route.endpoint));
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    const path = paths[`/api/v1${route.endpoint.path}`] ?? {};
    path[route.endpoint.method.toLowerCase()] = operationOf(route, schemas);
    paths[`/api/v1${route.endpoint.path}`] = path;
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Rapport', version: '1', license: { name: 'AGPL-3.0-only', identifier: 'AGPL-3.0-only' } },
    servers: [{ url: publicUrl.replace(/\/$/, '') }],
    tags: [...new Set(routes.map((route) => tagOf(route.endpoint)))].map((name) => ({ name })),
    paths,
    components: {
      schemas: { ...schemas.all(), Problem: problemSchema },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'rapport.session_token' },
        portalSession: { type: 'apiKey', in: 'cookie', name: 'rapport-portal.{workspace}' },
        apiKey: { type: 'http', scheme: 'bearer' },
      },
      responses: { Problem: problemResponse('Refused or failed; `code` says why') },
    },
  };
}

function operationOf(route: Route, schemas: OpenApiSchemas): Json {
  const { endpoint, policy } = route;
  const body = requestBody(endpoint, schemas);
  return {
    operationId: endpoint.name,
    summary: endpoint.summary,
    tags: [tagOf(endpoint)],
    security: securityOf(policy),
    ...(Array.isArray(policy) ? { 'x-roles': policy } : {}),
    ...(endpoint.errors?.length ? { 'x-error-codes': endpoint.errors } : {}),
    parameters: parametersOf(endpoint, schemas),
    ...(body ? { requestBody: body } : {}),
    responses: {
      [String(endpoint.status ?? 200)]: successOf(endpoint, schemas),
      default: { $ref: '#/components/responses/Problem' },
    },
  };
}

function securityOf(policy: Route['policy']): readonly Json[] {
  if (policy === 'public' || policy === 'keyed') return [];
  return policy === 'portal' ? [{ portalSession: [] }] : [{ session: [] }, { apiKey: [] }];
}

function requestBody(endpoint: Endpoint, schemas: OpenApiSchemas): Json | null {
  if (endpoint.upload) {
    const fields = endpoint.body ? schemas.inline(endpoint.body) : { type: 'object', properties: {} };
    return { required: true, content: { 'multipart/form-data': { schema: withFile(fields) } } };
  }
  return endpoint.body
    ? { required: true, content: { 'application/json': { schema: schemas.refer(endpoint.body) } } }
    : null;
}

function withFile(fields: JsonSchema): JsonSchema {
  const file = { type: 'string', contentMediaType: 'application/octet-stream' };
  return {
    ...fields,
    properties: { ...(fields.properties as object), file },
    required: [...((fields.required as string[]) ?? []), 'file'],
  };
}

function successOf(endpoint: Endpoint, schemas: OpenApiSchemas): Json {
  if (endpoint.status === 204) return { description: 'Done' };
  if (endpoint.events) return { description: 'Events as they happen', content: { 'text/event-stream': {} } };
  if (endpoint.download) return { description: 'The file', content: { 'application/octet-stream': {} } };
  const response: z.ZodType = endpoint.response;
  return { description: 'Done', content: { 'application/json': { schema: schemas.refer(response, 'output') } } };
}

function tagOf(endpoint: Endpoint): string {
  return endpoint.name.split('.', 1)[0] ?? endpoint.name;
}

function problemResponse(description: string): Json {
  return { description, content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } };
}

const fieldErrorSchema = {
  type: 'object',
  properties: {
    path: { type: 'string', description: 'The input at fault, e.g. `amount.currency`' },
    code: { type: 'string', examples: fieldCodes },
    params: { type: 'object' },
  },
  required: ['path', 'code'],
};
const problemSchema = {
  type: 'object',
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', examples: problemCodes },
    params: { type: 'object' },
    fields: { type: 'array', items: fieldErrorSchema },
    requestId: { type: 'string' },
  },
  required: ['type', 'title', 'status', 'code', 'params', 'fields', 'requestId'],
};
