import { expect, test } from 'vitest';
import { checkFilter } from '../../../shared/filter/check.ts';
import { filterSchema } from '../../../shared/filter/filter.ts';
import type { Metadata, NounMetadata } from '../../../shared/nouns/metadata.ts';
import { allFields, type Noun } from '../../../shared/nouns/noun.ts';
import { sampleNouns } from '../testing/sample-nouns.ts';
import { isFilter } from './filter-tree.ts';
import { completeFilter } from './new-condition.ts';
import { findRelation, listRelations, quietDays, quietFor, recentChange } from './relations.ts';

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
const described = sampleNouns.map(
  (noun: Noun): NounMetadata => ({
    ...noun,
    fields: Object.entries(allFields(noun)).map(([name, field]) => ({ name, ...field })),
    may,
  }),
);
const metadata: Metadata = { nouns: described };
const company = described.find(({ name }) => name === 'company') as NounMetadata;
const declared = (name: string): Noun | null => sampleNouns.find((one) => one.name === name) ?? null;

test('what points at a noun is offered, and found again by its filter', () => {
  const relations = listRelations(metadata, company);
  expect(relations.map(({ related }) => related)).toContainEqual({ of: 'deal', by: 'company' });
  for (const { related, noun } of relations) expect(findRelation(metadata, company, related)?.noun).toBe(noun);
  expect(findRelation(metadata, company, { of: 'deal', by: 'owner' })).toBeNull();
});

test('no word for sixty days is a filter that the server takes', () => {
  const noun = declared('company');
  for (const filter of [quietFor(metadata, company, 60), recentChange]) {
    expect(filterSchema.parse(filter)).toEqual(filter);
    expect(noun && checkFilter(filter, noun, declared)).toEqual([]);
    expect(isFilter(filter)).toBe(true);
  }
});

test('a condition on what hangs there that still lacks its value is left out', () => {
  const half = {
    related: { of: 'deal', by: 'company', least: 3, where: { all: [{ field: 'name', op: 'is' as const }] } },
  };
  expect(completeFilter(half)).toEqual({ related: { of: 'deal', by: 'company', least: 3 } });
  expect(isFilter({ related: { of: 'deal' } })).toBe(false);
  expect(isFilter({ changed: {} })).toBe(false);
});

test('no word for some days is known again, also where it was made before a noun was added', () => {
  const quiet = quietFor(metadata, company, 45);
  expect(quietDays(quiet)).toBe(45);
  expect(JSON.stringify(quiet)).not.toContain('"of":"company"');
  const since = { from: 'today' as const, plus: -45, unit: 'day' as const };
  const of = (days: number) => ({
    related: {
      ...{ of: 'deal', by: 'company' },
      where: { field: 'createdAt', op: 'atLeast' as const, value: { ...since, plus: -days } },
    },
  });
  expect(quietDays({ not: { any: [{ changed: { since } }, of(45)] } })).toBe(45);
  expect(quietDays({ not: { any: [{ changed: { since } }, of(44)] } })).toBeNull();
  expect(quietDays({ not: { any: [{ changed: { field: 'name', since } }] } })).toBeNull();
  expect(quietDays({ any: [{ changed: { since } }] })).toBeNull();
});
