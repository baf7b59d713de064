import type { z } from 'zod';
import type { Endpoint } from '../../shared/contract/endpoint.ts';
import { findJsonContent } from '../../shared/contract/query-params.ts';
import { type JsonSchema, type OpenApiSchemas, shapeOf, withoutDefault } from './openapi-schemas.ts';

type Parameter = Readonly<Record<string, unknown>>;

/** What an operation takes in its path, its query and its headers. */
export function parametersOf(endpoint: Endpoint, schemas: OpenApiSchemas): Parameter[] {
  const path = Object.entries(shapeOf(endpoint.params)).map(([name, schema]) => ({
    ...{ name, in: 'path', required: true },
    schema: schemas.inline(schema),
  }));
  const query = Object.entries(shapeOf(endpoint.query)).map(([name, schema]) => queryParameter(name, schema, schemas));
  return [...path, ...query, ...headerParameters(endpoint)];
}

function queryParameter(name: string, schema: z.ZodType, schemas: OpenApiSchemas): Parameter {
  const parameter = { name, in: 'query', required: !schema.safeParse(undefined).success };
  const content = findJsonContent(withoutDefault(schema));
  if (content) return { ...parameter, content: { 'application/json': { schema: schemas.refer(content) } } };
  return { ...parameter, schema: { ...textual(schemas.inline(schema)), ...defaultOf(schema) } };
}

/** Typed clients may give values or text; over the wire it is text of the described type. */
function textual({ anyOf, ...schema }: JsonSchema): JsonSchema {
  return schema.type ? schema : { ...schema, ...(anyOf ? { anyOf } : {}) };
}

/** zod leaves the default of a parsed parameter out: before parsing it would be of another type. */
function defaultOf(schema: z.ZodType): JsonSchema {
  const result = schema.safeParse(undefined);
  return result.success && result.data !== undefined ? { default: result.data } : {};
}

function headerParameters(endpoint: Endpoint): Parameter[] {
  const text = { type: 'string' };
  const key = { name: 'Idempotency-Key', in: 'header', required: false, schema: { ...text, maxLength: 255 } };
  const version = { name: 'If-Match', in: 'header', required: false, schema: { ...text, examples: ['"3"'] } };
  if (endpoint.method === 'GET' || endpoint.upload) return [];
  return endpoint.errors?.includes('stale') ? [key, version] : [key];
}
