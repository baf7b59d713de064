import { describe, expect, it } from 'vitest';
import type { ApiDocument, JsonSchema, Operation } from '../../../shared/openapi/document.ts';
import { exampleBody } from './example.ts';

const document = (schemas: Record<string, JsonSchema>): ApiDocument => ({
  tags: [],
  paths: {},
  components: { schemas },
});
const taking = (schema: JsonSchema): Operation => ({
  ...{ operationId: 'deals.create', summary: '', tags: [], parameters: [], responses: {} },
  requestBody: { content: { 'application/json': { schema } } },
});
const example = (schema: JsonSchema, schemas = {}) =>
  JSON.parse(exampleBody(document(schemas), taking(schema)) ?? 'null') as unknown;
const text = { type: 'string' };

describe('a body to begin with', () => {
  it('holds what must be given', () => {
    const properties = {
      name: text,
      amount: { type: 'number', minimum: 5 },
      closeOn: { type: 'string', format: 'date' },
    };
    expect(example({ type: 'object', properties, required: ['name', 'amount'] })).toEqual({ name: '', amount: 5 });
  });

  it('shows a few of what may be given where nothing must', () => {
    const properties = { a: text, b: { type: ['string', 'null'] }, c: { enum: ['won', 'lost'] }, d: text };
    expect(example({ type: 'object', properties })).toEqual({ a: '', b: '', c: 'won' });
  });

  it('follows references, not for ever', () => {
    const schemas = { Filter: { type: 'object', properties: { not: { $ref: '#/components/schemas/Filter' } } } };
    expect(JSON.stringify(example({ $ref: '#/components/schemas/Filter' }, schemas))).toContain('"not"');
  });

  it('takes the first of several shapes, and what is said to be the default', () => {
    const shapes = { anyOf: [{ type: 'array', items: { type: 'boolean' } }, text] };
    expect(example({ type: 'object', properties: { list: shapes, days: { type: 'integer', default: 30 } } })).toEqual({
      ...{ list: [true], days: 30 },
    });
  });

  it('is none where none is taken', () => {
    expect(exampleBody(document({}), { ...taking(text), requestBody: { content: {} } })).toBeNull();
  });
});
