import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { canonical, compareConfigurations, withChanges } from './compare.ts';
import { type Configuration, type ConfigurationPart, defineConfigurationPart, type Item } from './part.ts';

interface Toy {
  readonly key: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly speaksOf?: string;
  readonly retired?: true;
}

const toy = (name: string, more: Partial<ConfigurationPart<Toy>> = {}): ConfigurationPart =>
  defineConfigurationPart<Toy>({
    ...{ name, item: z.any(), heardOf: [name], ...more },
    keyOf: ({ key }) => key,
    labelOf: (item) => item.name,
    read: async () => [],
    merge: (before, after, isInUse) => ({
      ...{ ...after, key: before.key, labels: { ...before.labels, ...after.labels } },
      ...(isInUse ? { name: before.name } : {}),
    }),
    retire: (item) => ({ ...item, retired: true }),
    problemOf: async () => null,
    write: async () => undefined,
  });
const parts = [
  toy('shelves', {
    records: async () => [],
    isSame: (one, other) => one.name.toLowerCase() === other.name.toLowerCase(),
  }),
  toy('books'),
];

const text = fc.constantFrom('a', 'b', 'c', 'A', 'B');
const item = fc.record(
  {
    key: text,
    name: text,
    labels: fc.dictionary(fc.constantFrom('en', 'ka'), text),
    speaksOf: text.map((key) => `@shelves:${key}`),
  },
  { requiredKeys: ['key', 'name', 'labels'] },
);
const items = fc.uniqueArray(item, { maxLength: 5, selector: ({ key }) => key });
/** Names are told apart as a workspace tells pipelines apart. */
const shelves = fc
  .uniqueArray(item, { maxLength: 4, selector: ({ name }) => name.toLowerCase() })
  .map((all) => all.map((one, index) => ({ ...one, key: `${one.key}${index}`, speaksOf: undefined })));
const configuration: fc.Arbitrary<Configuration> = fc.record({ shelves, books: items });

function changed(current: Configuration, target: Configuration, mode: 'exact' | 'merge'): Configuration {
  const changes = compareConfigurations(parts, current, target, { mode });
  const live = (list: readonly Item[]) => list.filter((one) => !one.retired);
  return Object.fromEntries(parts.map(({ name }) => [name, live(withChanges(current, changes, name))]));
}
const sorted = (all: Configuration) =>
  canonical(Object.values(all).map((list) => list.map((one) => canonical(one)).toSorted()));

describe('comparing configurations', () => {
  it('finds nothing where nothing differs', () => {
    fc.assert(
      fc.property(configuration, (one) => {
        expect(compareConfigurations(parts, one, one, { mode: 'exact' })).toEqual([]);
        expect(compareConfigurations(parts, one, one, { mode: 'merge' })).toEqual([]);
      }),
    );
  });

  it('leads exactly to what is wanted and back, where things keep their keys', () => {
    const keyed = fc.record({ shelves: items, books: items });
    const byKey = [toy('shelves', { records: async () => [] }), toy('books')];
    fc.assert(
      fc.property(keyed, keyed, (one, other) => {
        const changes = compareConfigurations(byKey, one, other, { mode: 'exact' });
        const there = Object.fromEntries(
          byKey.map(({ name }) => [name, withChanges(one, changes, name).filter(({ retired }) => !retired)]),
        );
        expect(sorted(there)).toBe(sorted(other));
      }),
    );
  });

  it('merged, loses nothing that was there, and does nothing the second time', () => {
    fc.assert(
      fc.property(configuration, configuration, (here, brought) => {
        const after = changed(here, brought, 'merge');
        for (const { name, keyOf } of parts)
          expect(after[name]?.map(keyOf)).toEqual(expect.arrayContaining((here[name] ?? []).map(keyOf)));
        expect(compareConfigurations(parts, after, brought, { mode: 'merge' })).toEqual([]);
      }),
    );
  });

  it('leads what is spoken of to what it is known by here', () => {
    const here = { shelves: [{ key: 'old', name: 'Poems', labels: {} }], books: [] };
    const brought = {
      shelves: [{ key: 'new', name: 'poems', labels: {} }],
      books: [{ key: 'x', name: 'X', labels: {}, speaksOf: '@shelves:new' }],
    };
    expect(compareConfigurations(parts, here, brought, { mode: 'merge' })).toMatchObject([
      { act: 'change', key: 'old' },
      { act: 'add', key: 'x', after: { speaksOf: '@shelves:old' } },
    ]);
  });

  it('keeps the name of what is in use, and leaves alone what one of the two knows nothing of', () => {
    const here = { shelves: [{ key: 'k', name: 'Poems', labels: {} }], books: [{ key: 'b', name: 'B', labels: {} }] };
    const brought = { shelves: [{ key: 'k', name: 'Verse', labels: {} }] };
    const isInUse = () => true;
    expect(compareConfigurations(parts, here, brought, { mode: 'merge', isInUse })).toEqual([]);
    expect(compareConfigurations(parts, here, brought, { mode: 'exact' })).toMatchObject([{ key: 'k' }]);
    expect(compareConfigurations(parts, brought, here, { mode: 'exact' })).toMatchObject([{ key: 'k' }]);
  });
});
