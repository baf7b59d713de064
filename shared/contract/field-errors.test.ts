import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError, type FieldError } from '../errors.ts';
import { fieldCodes } from './error-codes.ts';
import { coded, fieldErrorsOf, parseInput } from './field-errors.ts';

const faultsOf = (schema: z.ZodType, input: unknown): readonly FieldError[] => {
  try {
    parseInput(schema, input);
  } catch (error) {
    if (error instanceof AppError) return error.fields;
    throw error;
  }
  throw new Error('The input was taken');
};

describe('a fault in an input', () => {
  it.each([
    ['a missing one', z.string(), undefined, { code: 'required' }],
    ['an empty one', z.string().min(1), '', { code: 'required' }],
    ['null', z.string(), null, { code: 'required' }],
    ['a missing choice', z.enum(['a']), undefined, { code: 'required' }],
    ['a missing one of several kinds', z.union([z.string(), z.number()]), undefined, { code: 'required' }],
    ['a number for a text', z.string(), 7, { code: 'notAText' }],
    ['a text for a number', z.number(), '7', { code: 'notANumber' }],
    ['a fraction', z.int(), 1.5, { code: 'notAnInteger' }],
    ['a text for a list', z.array(z.string()), 'a', { code: 'notAList' }],
    ['a list for an object', z.strictObject({}), [], { code: 'notAnObject' }],
    ['a wrong kind of several', z.union([z.string(), z.number()]), true, { code: 'wrongType' }],
    ['a short text', z.string().min(3), 'ab', { code: 'tooShort', params: { minimum: 3 } }],
    ['a long text', z.string().max(3), 'abcd', { code: 'tooLong', params: { maximum: 3 } }],
    ['a small number', z.number().min(3), 2, { code: 'tooSmall', params: { minimum: 3 } }],
    ['a large number', z.number().max(3), 4, { code: 'tooLarge', params: { maximum: 3 } }],
    ['a short list', z.array(z.int()).min(1), [], { code: 'tooFew', params: { minimum: 1 } }],
    ['a long list', z.array(z.int()).max(1), [1, 2], { code: 'tooMany', params: { maximum: 1 } }],
    ['an unknown option', z.enum(['a', 'b']), 'c', { code: 'notAnOption', params: { options: ['a', 'b'] } }],
    ['a day that is none', z.iso.date(), '2023-02-29', { code: 'notADate' }],
    ['an id that is none', z.guid(), '7', { code: 'notAnId' }],
    ['another format', z.string().regex(/^x/), 'y', { code: 'wrongFormat' }],
    ['a step between', z.number().multipleOf(5), 7, { code: 'notAMultiple', params: { step: 5 } }],
    ['a read-only property', z.never(), 1, { code: 'readOnly' }],
    ['a read-only property even when null', z.never(), null, { code: 'readOnly' }],
    ['a refusal of ours', z.string().refine(() => false, coded('notAUrl')), 'x', { code: 'notAUrl' }],
    ['a refusal without words', z.string().refine(() => false), 'x', { code: 'wrongValue' }],
  ])('%s has a code of its own', (_what, schema, input, fault) => {
    const expected = { path: 'field', ...fault };
    expect(faultsOf(z.strictObject({ field: schema }), input === undefined ? {} : { field: input })).toEqual([
      expected,
    ]);
    expect(fieldCodes).toContain(fault.code);
  });

  it('names each unknown property by its path', () => {
    const schema = z.strictObject({ lines: z.array(z.strictObject({ price: z.number() })) });
    const input = { lines: [{ price: 1 }, { price: 2, tax: 3, rate: 4 }], owner: 1 };
    const paths = faultsOf(schema, input).map((fault) => fault.path);
    expect(paths).toEqual(['lines.1.tax', 'lines.1.rate', 'owner']);
  });

  it('in one of several shapes is told for the shape that was meant', () => {
    const schema = z.strictObject({
      who: z.union([z.guid(), z.strictObject({ id: z.guid(), role: z.string().max(3).optional() })]),
    });
    expect(faultsOf(schema, { who: { id: 'x' } })).toEqual([{ path: 'who.id', code: 'notAnId' }]);
    expect(faultsOf(schema, { who: 'x' })).toEqual([{ path: 'who', code: 'notAnId' }]);
    expect(faultsOf(schema, { who: { role: 'chief' } })).toEqual([
      { path: 'who.id', code: 'required' },
      { path: 'who.role', code: 'tooLong', params: { maximum: 3 } },
    ]);
  });

  it('is told the same when somebody else has parsed', () => {
    const { error } = z.strictObject({ name: z.string() }).safeParse({});
    expect(error && fieldErrorsOf(error)).toEqual([{ path: 'name', code: 'required' }]);
  });
});

it('what fits is handed on as the schema makes it', () => {
  expect(parseInput(z.strictObject({ name: z.string().trim() }), { name: ' Masis ' })).toEqual({ name: 'Masis' });
});
