import { expect, test } from 'vitest';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { arrangeForm } from './arrange-form.ts';

test('fields of a workspace’s own take no place from the usual ones', () => {
  const { main, more } = arrange([...named('usual', 10), ...named('own', 10, { custom: true })]);
  expect(main).toEqual(['name', ...range('usual', 8), ...range('own', 10)]);
  expect(more).toEqual(['usual9', 'usual10']);
});

test('of two hundred own fields a form shows some, what must be given always, and hidden ones last', () => {
  const { main, more } = arrange([
    ...named('own', 200, { custom: true }),
    ...named('secret', 1, { hidden: true }),
    ...named('must', 1, { custom: true, required: true }),
    ...named('usual', 2),
  ]);
  expect(main).toEqual(['name', 'must1', 'usual1', 'usual2', ...range('own', 12)]);
  expect(more).toHaveLength(189);
  expect(more.at(-1)).toBe('secret1');
});

test('what another part of the form follows comes first, in its order, and is asked once', () => {
  const { first, main, more } = arrange(
    [...named('usual', 3), ...named('secret', 1, { hidden: true })],
    ['usual3', 'secret1', 'absent'],
  );
  expect(first).toEqual(['name', 'usual3', 'secret1']);
  expect(main).toEqual(['usual1', 'usual2']);
  expect(more).toEqual([]);
});

interface Traits {
  readonly custom?: boolean;
  readonly required?: boolean;
  readonly hidden?: boolean;
}

function arrange(fields: readonly object[], leading: readonly string[] = []) {
  const title = { name: 'name', kind: 'text', required: true };
  const noun = { name: 'product', title: 'name', layouts: [], fields: [title, ...fields] } as unknown as NounMetadata;
  const { first, sections, more } = arrangeForm(noun, {}, leading);
  return {
    first: first.map(({ name }) => name),
    main: sections[0]?.fields.map(({ name }) => name),
    more: more.map(({ name }) => name),
  };
}

const range = (name: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${name}${index + 1}`);

const named = (name: string, count: number, traits: Traits = {}): readonly object[] =>
  range(name, count).map((one) => ({ name: one, kind: 'text', ...traits }));
