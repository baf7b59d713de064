import { z } from 'zod';
import type { Endpoint } from '../../shared/contract/endpoint.ts';
import { findJsonContent } from '../../shared/contract/query-params.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;
type Direction = 'input' | 'output';

/** The JSON Schemas of an API, each described once under a name of its own and referred to everywhere else. */
export class OpenApiSchemas {
  readonly #names: Readonly<Record<Direction, Map<z.ZodType, string>>> = { input: new Map(), output: new Map() };
  readonly #taken = new Set<string>();
  /** Every noun's list takes the same parameters. */
  readonly #inlined: Readonly<Record<Direction, Map<z.ZodType, JsonSchema>>> = { input: new Map(), output: new Map() };

  constructor(endpoints: readonly Endpoint[]) {
    for (const endpoint of endpoints) {
      const name = pascalCase(endpoint.name);
      if (endpoint.body && !endpoint.upload) this.#add('input', endpoint.body, `${name}Body`);
      if (!endpoint.download && !endpoint.events && endpoint.status !== 204)
        this.#add('output', endpoint.response, `${name}Response`);
      for (const [param, schema] of Object.entries(shapeOf(endpoint.query))) {
        const content = findJsonContent(withoutDefault(schema));
        if (content) this.#add('input', content, pascalCase(param));
      }
    }
  }

  /** A reference to a schema that has a name. */
  refer(schema: z.ZodType, direction: Direction = 'input'): JsonSchema {
    const name = this.#names[direction].get(schema);
    return name ? { $ref: `#/components/schemas/${name}` } : this.inline(schema, direction);
  }

  /** The schema itself. */
  inline(schema: z.ZodType, direction: Direction = 'input'): JsonSchema {
    const known = this.#inlined[direction].get(schema) ?? withoutHead(z.toJSONSchema(schema, options(direction)));
    this.#inlined[direction].set(schema, known);
    return known;
  }

  all(): Readonly<Record<string, JsonSchema>> {
    return { ...this.#describe('input'), ...this.#describe('output') };
  }

  #add(direction: Direction, schema: z.ZodType, fallback: string): void {
    if (this.#names[direction].has(schema)) return;
    const title = schema.meta()?.title ?? fallback;
    const name = this.#taken.has(title) ? fallback : title;
    if (this.#taken.has(name)) throw new Error(`Two schemas of the API are called ${name}`);
    this.#taken.add(name);
    this.#names[direction].set(schema, name);
  }

  #describe(direction: Direction): Record<string, JsonSchema> {
    const registry = z.registry<{ id: string }>();
    for (const [schema, id] of this.#names[direction]) registry.add(schema, { id });
    const uri = (id: string) => `#/components/schemas/${id}`;
    const { schemas } = z.toJSONSchema(registry, { ...options(direction), uri });
    return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, withoutHead(schema)]));
  }
}

/** The parameters of an endpoint's params or query by name. */
export function shapeOf(schema: z.ZodType | undefined): Readonly<Record<string, z.ZodType>> {
  return schema instanceof z.ZodObject ? schema.shape : {};
}

/** The schema inside `.optional()` and `.default()`. */
export function withoutDefault(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault
    ? withoutDefault(schema.unwrap() as z.ZodType)
    : schema;
}

function options(direction: Direction) {
  return { io: direction, unrepresentable: 'any' } as const;
}

function withoutHead(schema: object): JsonSchema {
  const { $schema, $id, '~standard': standard, ...rest } = schema as Record<string, unknown>;
  return withoutRefused(rest) as JsonSchema;
}

/**
 * Properties that are always refused (read-only ones) are no part of what may be sent. Done when all is described: while zod is at
 * it, a schema that many others hold may not be written yet.
 */
function withoutRefused(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutRefused);
  if (typeof schema !== 'object' || schema === null) return schema;
  const kept = Object.entries(schema).filter(([, part]) => !isRefused(part));
  return Object.fromEntries(kept.map(([name, part]) => [name, withoutRefused(part)]));
}

function isRefused(schema: unknown): boolean {
  if (typeof schema !== 'object' || schema === null || !('not' in schema)) return false;
  return Object.keys(schema).length === 1 && Object.keys(schema.not as object).length === 0;
}

function pascalCase(name: string): string {
  return name.replace(/(^|[^a-zA-Z0-9])([a-zA-Z])/g, (_, _gap, letter: string) => letter.toUpperCase());
}
