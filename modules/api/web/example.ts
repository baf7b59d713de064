import { type ApiDocument, type JsonSchema, jsonOf, type Operation } from '../../../shared/openapi/document.ts';

/** A body one may begin with: what must be given, and where nothing must, the first few things that can be. */
export function exampleBody({ components }: ApiDocument, { requestBody }: Operation): string | null {
  const schema = jsonOf(requestBody?.content);
  return schema && JSON.stringify(exampleOf(schema, components.schemas, 0), null, 2);
}

type Schemas = ApiDocument['components']['schemas'];
/** Properties shown where none is required. */
const few = 3;
const deepest = 5;

function exampleOf(schema: JsonSchema, schemas: Schemas, depth: number): unknown {
  if (depth > deepest) return {};
  if (typeof schema.$ref === 'string')
    return exampleOf(schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}, schemas, depth + 1);
  if ('default' in schema) return schema.default;
  if ('const' in schema) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  const [first] = ((schema.anyOf ?? schema.oneOf) as readonly JsonSchema[] | undefined) ?? [];
  if (first) return exampleOf(first, schemas, depth);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === 'array') return schema.items ? [exampleOf(schema.items as JsonSchema, schemas, depth + 1)] : [];
  return type === 'object' ? exampleObject(schema, schemas, depth) : exampleScalar(String(type), schema);
}

function exampleObject(schema: JsonSchema, schemas: Schemas, depth: number): unknown {
  const properties = Object.entries((schema.properties ?? {}) as Schemas);
  const required = (schema.required as readonly string[] | undefined) ?? [];
  const shown = required.length > 0 ? properties.filter(([name]) => required.includes(name)) : properties.slice(0, few);
  return Object.fromEntries(shown.map(([name, property]) => [name, exampleOf(property, schemas, depth + 1)]));
}

const formats: Readonly<Record<string, string>> = {
  uuid: '00000000-0000-0000-0000-000000000000',
  date: '2026-01-31',
  'date-time': '2026-01-31T09:00:00Z',
  email: 'name@example.org',
  uri: 'https://example.org',
};

function exampleScalar(type: string, { format, minimum, title }: JsonSchema): unknown {
  if (type === 'integer' || type === 'number') return Math.max(1, Number(minimum ?? 1));
  if (type === 'boolean') return true;
  return type === 'string' ? (formats[String(format)] ?? String(title ?? '')) : null;
}
