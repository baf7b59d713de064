import { expect, test } from 'vitest';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { completeFilter } from './new-condition.ts';
import { askableFields, newWas } from './past.ts';

const noun = {
  name: 'deal',
  fields: [
    { name: 'name', kind: 'text' },
    { name: 'urgent', kind: 'boolean' },
    { name: 'amount', kind: 'money' },
    { name: 'closedOn', kind: 'date' },
    { name: 'about', kind: 'anyRelation' },
    { name: 'createdAt', kind: 'datetime', readOnly: true },
  ],
} as unknown as NounMetadata;

test('the past is asked for of fields that hold one value', () => {
  expect(askableFields(noun).map(({ name }) => name)).toEqual(['urgent', 'amount', 'closedOn']);
});

test('a question about the past begins with what is mostly meant', () => {
  expect(newWas(noun)).toEqual({ field: 'urgent', op: 'is', value: true });
  expect(newWas(noun, 'amount')).toEqual({ field: 'amount', op: 'greaterThan', value: '' });
  expect(newWas(noun, 'closedOn')).toMatchObject({ op: 'is' });
});

test('a question about the past is asked once it has its value', () => {
  expect(completeFilter({ all: [{ was: newWas(noun, 'amount') }] })).toBeNull();
  const was = { ...newWas(noun, 'amount'), value: 100, on: '2026-01-31' };
  expect(completeFilter({ was })).toEqual({ was });
});
