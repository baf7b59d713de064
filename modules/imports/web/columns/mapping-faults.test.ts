import { expect, it } from 'vitest';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { followPath } from '../path-label.ts';
import { findTakenPaths, missingFields } from './mapping-faults.ts';
import { pathOptions } from './path-options.ts';

const may = {
  read: true,
  create: true,
  update: true,
  delete: true,
  restore: true,
  merge: true,
  share: true,
  bulk: true,
  configure: false,
  import: true,
  export: true,
};
const base = { icon: 'user', title: 'name', may };
const company: NounMetadata = {
  ...base,
  name: 'company',
  plural: 'companies',
  fields: [
    { name: 'name', kind: 'text', required: true },
    { name: 'address', kind: 'address' },
    { name: 'phones', kind: 'phones' },
    { name: 'parent', kind: 'relation', to: 'company' },
  ],
};
const order: NounMetadata = {
  ...base,
  name: 'order',
  plural: 'orders',
  fields: [
    { name: 'name', kind: 'text' },
    { name: 'company', kind: 'relation', to: 'company' },
  ],
};
const line: NounMetadata = {
  ...base,
  name: 'orderLine',
  plural: 'order-lines',
  parent: 'order',
  collection: 'lines',
  fields: [
    { name: 'order', kind: 'relation', to: 'order' },
    { name: 'name', kind: 'text' },
  ],
};
const labels = { field: (_: string, field: { name: string }) => field.name, nouns: (noun: string) => `${noun}s` };
const follow = (noun: NounMetadata) => (path: string) =>
  followPath(path, noun, [company, order, line], labels, (part) => part.toUpperCase());

it('follows a path from label to label', () => {
  const said = (noun: NounMetadata, path: string) => follow(noun)(path)?.labels.join(' → ');
  expect(said(company, 'address.city')).toBe('address → CITY');
  expect(said(order, 'company.name')).toBe('company → name');
  expect(said(order, 'lines.name')).toBe('orderLines → name');
  expect(said(company, 'parent.address.city')).toBe('parent → address → CITY');
  expect(said(order, 'nothing')).toBeUndefined();
});

it('offers the own fields first, others under what they belong to', () => {
  const paths = ['name', 'company.name', 'lines.name', 'company.phones', 'gone'];
  expect(pathOptions(paths, follow(order), 'Order', 'en').map(({ group, items }) => [group, items.length])).toEqual([
    ['Order', 1],
    ['company', 2],
    ['orderLines', 1],
  ]);
});

it('finds two columns that claim one value, but lets lists take several', () => {
  const columns = { A: 'name', B: 'name', C: 'phones', D: 'phones' };
  expect([...findTakenPaths({ columns }, follow(company))]).toEqual([['name', ['A', 'B']]]);
});

it('names required fields that no column fills', () => {
  expect(missingFields(company, { columns: { Город: 'address.city' } }).map(({ name }) => name)).toEqual(['name']);
  expect(missingFields(company, { columns: { Name: 'name' } })).toEqual([]);
});
