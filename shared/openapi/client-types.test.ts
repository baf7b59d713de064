import { describe, expect, it } from 'vitest';
import { clientTypes } from './client-types.ts';
import type { ApiDocument, JsonSchema, Operation } from './document.ts';

const refer = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });
const json = (name: string) => ({ content: { 'application/json': { schema: refer(name) } } });
const operation = (operationId: string, answer: string, body?: string): Operation => ({
  ...{ operationId, summary: '', tags: [], parameters: [], responses: { 200: json(answer) } },
  ...(body ? { requestBody: json(body) } : {}),
});
const text = { type: 'string' };
const document: ApiDocument = {
  tags: [],
  paths: {
    '/x-boats': { post: operation('x-boats.create', 'XBoat', 'XBoatsCreateBody') },
    '/x-boats/{id}': { get: operation('x-boats.get', 'XBoat') },
    '/x-boats/{id}/changes': { get: operation('x-boats.changes', 'Changes') },
    '/session': { get: operation('session.get', 'Session') },
  },
  components: {
    schemas: {
      XBoat: {
        ...{ type: 'object', description: 'Boat */', additionalProperties: {} },
        properties: { id: text, xPlan: { type: 'array', items: refer('File') } },
        required: ['id'],
      },
      XBoatsCreateBody: { type: 'object', properties: { name: text, xLength: { type: 'number' } }, required: ['name'] },
      File: { type: 'object', properties: { name: text } },
      Session: { type: 'object', properties: {} },
    },
  },
};

describe('the types of a workspace', () => {
  const types = clientTypes(document);

  it('hold each noun by its plural, with what may be written', () => {
    expect(types).toContain(
      '  readonly "x-boats": { readonly record: XBoat; readonly create: XBoatsCreateBody; readonly update: never };',
    );
    expect(types).not.toContain('Session');
  });

  it('say that a record has all its fields, and what must be given for a new one', () => {
    expect(types).toContain('export interface XBoat {\n  readonly id: string;\n  readonly xPlan: readonly File[];\n}');
    expect(types).toContain('  readonly name: string;\n  readonly xLength?: number;');
  });

  it('bring whatever they refer to, and words that end no comment', () => {
    expect(types).toContain('export interface File {\n  readonly name?: string;\n}');
    expect(types).toContain('/** Boat  */');
  });
});
