import { z } from 'zod';
import type { Endpoint } from '../../shared/contract/endpoint.ts';
import { shapeOf } from '../http/openapi-schemas.ts';

/** A request with one value that nobody means well with, and what is strange about it. */
export interface HostileRequest {
  readonly what: readonly [place: string, text: string];
  readonly method: Endpoint['method'];
  readonly path: string;
  readonly body?: object;
}

type Schema = z.core.JSONSchema.JSONSchema;
type Path = readonly (string | number)[];

/**
 * Requests to an endpoint made out of its contract: each parameter of its path and query, and each text in the smallest body it
 * takes, is hostile in one of them. `next` gives the texts in turn, `id` is of a record that is there.
 */
export function* hostileRequests(endpoint: Endpoint, id: string, next: () => string): Generator<HostileRequest> {
  const { method, path } = endpoint;
  const schema = endpoint.body && jsonSchemaOf(endpoint.body);
  const body = schema && sampleOf(schema, id);
  const plain = { method, path: path.replace(/\{\w+\}/g, id), ...(isObject(body) ? { body } : {}) };
  for (const [place] of path.matchAll(/\{\w+\}/g)) {
    const text = next();
    const strange = encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd')).slice(0, 250);
    yield { ...plain, what: [place, text], path: path.replace(place, strange).replace(/\{\w+\}/g, id) };
  }
  for (const name of Object.keys(shapeOf(endpoint.query))) {
    const text = next();
    yield { ...plain, what: [`?${name}`, text], path: `${plain.path}?${new URLSearchParams({ [name]: text })}` };
  }
  if (!isObject(body)) return;
  for (const [name, property] of Object.entries(schema?.properties ?? {})) {
    const whole = { ...body, [name]: sampleOf(property as Schema, id) };
    for (const place of textsIn(whole[name], [name])) {
      const text = next();
      yield { ...plain, what: [place.join('.'), text], body: withText(whole, place, text) as object };
    }
  }
  yield { ...plain, what: ['__proto__', ''], body: JSON.parse(`{"__proto__":{"role":"owner"},"constructor":1}`) };
}

function jsonSchemaOf(schema: z.ZodType): Schema {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
}

/** The smallest value a schema takes, as far as it can be told. */
function sampleOf(schema: Schema, id: string): unknown {
  const [first] = schema.anyOf ?? schema.oneOf ?? schema.allOf ?? [];
  if (first) return sampleOf(first as Schema, id);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((name) => [name, sampleOf((schema.properties?.[name] ?? {}) as Schema, id)]),
      );
    case 'array':
      return [sampleOf((schema.items ?? {}) as Schema, id)];
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return false;
    case 'null':
      return null;
    default:
      return schema.format === 'uuid' || schema.pattern?.includes('0-9a-f') ? id : 'x';
  }
}

function* textsIn(value: unknown, place: Path = []): Generator<Path> {
  if (typeof value === 'string') yield place;
  else if (Array.isArray(value)) for (const [index, one] of value.entries()) yield* textsIn(one, [...place, index]);
  else if (isObject(value)) for (const [name, one] of Object.entries(value)) yield* textsIn(one, [...place, name]);
}

function withText(value: unknown, [step, ...rest]: Path, text: string): unknown {
  if (step === undefined) return text;
  if (Array.isArray(value)) return value.map((one, index) => (index === step ? withText(one, rest, text) : one));
  return { ...(value as object), [step]: withText((value as Record<string, unknown>)[step], rest, text) };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
