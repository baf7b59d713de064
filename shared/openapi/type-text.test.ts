import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { typeText } from './type-text.ts';

const text = (schema: z.ZodType) => typeText(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));

describe('the type of a schema', () => {
  it.each([
    [z.string(), 'string'],
    [z.int().nullable(), 'number | null'],
    [z.enum(['won', 'lost']), '"won" | "lost"'],
    [z.literal('deal'), '"deal"'],
    [z.array(z.string()), 'string[]'],
    [z.array(z.union([z.string(), z.number()])), '(string | number)[]'],
    [z.never(), 'never'],
    [z.unknown(), 'unknown'],
    [z.record(z.string(), z.number()), 'Record<string, number>'],
    [z.strictObject({}), 'Record<string, never>'],
    [
      z.strictObject({ amount: z.string(), 'x-note': z.boolean().optional() }),
      '{ amount: string; "x-note"?: boolean; }',
    ],
  ])('%# is what TypeScript calls it', (schema, expected) => {
    expect(text(schema)).toBe(expected);
  });

  it('names what is described elsewhere, in the words of who asks', () => {
    const list = { type: 'array', items: { $ref: '#/components/schemas/Deal' } };
    expect(typeText(list)).toBe('Deal[]');
    expect(typeText(list, { named: (name) => `Api.${name}` })).toBe('Api.Deal[]');
  });

  it('writes a line for each property where there is room', () => {
    const schema = {
      type: 'object',
      properties: { id: { type: 'string' }, at: { type: 'object', properties: { x: {} } } },
    };
    expect(typeText({ ...schema, required: ['id'] }, { indent: '', isFixed: true })).toBe(
      '{\n  readonly id: string;\n  readonly at?: {\n    readonly x?: unknown;\n  };\n}',
    );
  });
});
