import { describe, expect, test } from 'vitest';
import type { Filter } from '../../shared/filter/filter.ts';
import type { Metadata } from '../../shared/nouns/metadata.ts';
import { recordKeys } from '../kit/data/query-keys.ts';
import { isFilteredBy } from './filtered-by.ts';

const metadata = {
  nouns: [
    {
      name: 'deal',
      fields: [
        { name: 'company', kind: 'relation', to: 'company' },
        { name: 'people', kind: 'links', to: 'person' },
        { name: 'owner', kind: 'member' },
        { name: 'amount', kind: 'money' },
      ],
    },
    { name: 'dealLine', fields: [{ name: 'product', kind: 'relation', to: 'product' }] },
    { name: 'task', fields: [{ name: 'person', kind: 'relation', to: 'person' }] },
    ...['company', 'person', 'member', 'product'].map((name) => ({ name, fields: [] })),
  ],
} as unknown as Metadata;

describe('a list of deals', () => {
  const depends = (filter: Filter, noun: string) =>
    isFilteredBy(recordKeys.list('deal', { filter }), new Set([noun]), metadata);

  test('depends on records of which there must be some, or none', () => {
    const none: Filter = { related: { of: 'task', by: 'deal', most: 0 } };
    expect(depends({ all: [{ not: none }, { any: [{ search: 'x' }] }] }, 'task')).toBe(true);
    expect(depends(none, 'company')).toBe(false);
    const nested: Filter = { related: { of: 'task', by: 'deal', where: { field: 'person.name', op: 'isNotEmpty' } } };
    expect(depends(nested, 'person')).toBe(true);
    expect(depends({ related: { by: 'people' } }, 'person')).toBe(true);
  });

  test('depends on what its pointers and children are asked for, not on its own values', () => {
    expect(depends({ field: 'company.industry', op: 'is', value: 'retail' }, 'company')).toBe(true);
    expect(depends({ field: 'owner.name', op: 'is', value: 'Anna' }, 'member')).toBe(true);
    expect(depends({ field: 'dealLine.product', op: 'is', value: 'p1' }, 'dealLine')).toBe(true);
    expect(depends({ field: 'company', op: 'is', value: 'c1' }, 'company')).toBe(false);
    expect(depends({ field: 'amount.currency', op: 'is', value: 'EUR' }, 'company')).toBe(false);
    expect(depends({ was: { field: 'amount', op: 'is', value: 1 } }, 'task')).toBe(false);
  });
});

test('counts depend alike; other questions on nothing', () => {
  const filter: Filter = { related: { of: 'task', by: 'deal' } };
  const nouns = new Set(['task']);
  expect(isFilteredBy(recordKeys.count('deal', { filter }), nouns, metadata)).toBe(true);
  expect(isFilteredBy(['records', 'deal', 'aggregate', 'x', { filter }], nouns, metadata)).toBe(true);
  expect(isFilteredBy(recordKeys.timeline('deal', 'd1', { by: 'm1' }), nouns, metadata)).toBe(false);
  expect(isFilteredBy(recordKeys.list('deal', { filter }), nouns, undefined)).toBe(false);
  expect(isFilteredBy(['reports', 'deal', 'list', { filter }], nouns, metadata)).toBe(false);
  expect(isFilteredBy(recordKeys.record('deal', 'd1'), nouns, metadata)).toBe(false);
});
