import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { filterSchema } from '../filter/filter.ts';
import { parseInput } from './field-errors.ts';
import { booleanParam, findJsonContent, integerParam, jsonParam, listParam } from './query-params.ts';

const refusal = (schema: z.ZodType, input: unknown) => {
  try {
    return parseInput(schema, input);
  } catch (error) {
    return (error as { fields: readonly { code: string }[] }).fields.map((field) => field.code).join();
  }
};

describe('a number in the query', () => {
  const limit = integerParam({ min: 1, max: 200 });
  it.each([
    ['60', 60],
    [60, 60],
    ['1', 1],
    ['200', 200],
  ])('is read from %j', (given, read) => {
    expect(parseInput(limit, given)).toBe(read);
  });
  it.each([
    ['', 'wrongFormat'],
    [' 1', 'wrongFormat'],
    ['1e2', 'wrongFormat'],
    ['0x10', 'wrongFormat'],
    ['0', 'tooSmall'],
    ['201', 'tooLarge'],
    [['1', '2'], 'wrongType'],
    [1.5, 'notAnInteger'],
  ])('is refused as %j', (given, code) => {
    expect(refusal(limit, given)).toBe(code);
  });
});

describe('yes or no in the query', () => {
  it.each([
    ['true', true],
    ['false', false],
    [true, true],
    [false, false],
  ])('is read from %j', (given, read) => {
    expect(parseInput(booleanParam(), given)).toBe(read);
  });
  it.each(['', '1', 'yes', 'TRUE'])('is refused as %j', (given) => {
    expect(refusal(booleanParam(), given)).toBe('notAnOption');
  });
});

describe('a list of names in the query', () => {
  it.each([
    ['company,owner', ['company', 'owner']],
    ['company', ['company']],
    ['', []],
    [
      ['a', 'b'],
      ['a', 'b'],
    ],
  ])('is read from %j', (given, read) => {
    expect(parseInput(listParam(), given)).toEqual(read);
  });
  it('has an end', () => {
    expect(refusal(listParam(2), 'a,b,c')).toBe('tooMany');
  });
});

describe('a filter in the query', () => {
  const filter = jsonParam(filterSchema);
  const tree = { all: [{ field: 'amount', op: 'atLeast', value: 100 }] } as const;

  it('is read from text, and taken as it is from a typed caller', () => {
    expect(parseInput(filter, JSON.stringify(tree))).toEqual(tree);
    expect(parseInput(filter, tree)).toEqual(tree);
  });

  it('that is no JSON, no filter or too deep is refused', () => {
    expect(refusal(filter, '{"all":')).toBe('notJson');
    expect(refusal(filter, '{"field":"name","op":"; drop table","value":1}')).toBe('notAnOption');
    expect(refusal(filter, `${'{"not":'.repeat(1500)}{"search":"x"}${'}'.repeat(1500)}`)).toBe('wrongValue');
  });

  it('knows what it holds, for the description of the API', () => {
    expect(findJsonContent(filter)).toBe(filterSchema);
    expect(findJsonContent(z.string())).toBeNull();
  });
});
