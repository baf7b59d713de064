import { expect, it } from 'vitest';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { choicesAfter } from './within.ts';

const choice = (name: string, offeredWith?: object, more: object = {}) => ({
  ...{ name, kind: 'choice', options: [] },
  ...(offeredWith ? { offeredWith } : {}),
  ...more,
});
const noun = {
  name: 'flat',
  fields: [
    choice('country'),
    choice('region', { field: 'country', options: { shirak: ['am'], kakheti: ['ge'] } }),
    choice('city', { field: 'region', options: { gyumri: ['shirak'], telavi: ['kakheti'] } }),
    choice('first', { field: 'country', options: { gyumri: ['am'] } }, { readOnly: true }),
    { ...choice('ways', { field: 'country', options: { ferry: ['ge'], bus: ['am', 'ge'] } }), kind: 'choices' },
  ],
} as unknown as NounMetadata;

it('what no longer goes with a changed choice is let go, down the line, and nothing else', () => {
  const record = { country: 'am', region: 'shirak', city: 'gyumri', first: 'gyumri', ways: ['bus', 'ferry', 'foot'] };
  expect(choicesAfter(noun, 'country', { ...record, country: 'ge' })).toEqual({ region: null, city: null });
  expect(choicesAfter(noun, 'country', { ...record, country: null })).toEqual({
    ...{ region: null, city: null },
    ways: ['foot'],
  });
  expect(choicesAfter(noun, 'region', { ...record, region: 'kakheti' })).toEqual({ city: null });
  expect(choicesAfter(noun, 'country', { ...record, country: 'am' })).toEqual({ ways: ['bus', 'foot'] });
  expect(choicesAfter(noun, 'city', { ...record, city: null })).toEqual({});
});
