import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Layout } from '../../../../shared/nouns/layout.ts';
import {
  addSection,
  hiddenPlace,
  moveField,
  removeSection,
  stepField,
  stepped,
  stepSection,
  withGivenNames,
} from './layout-draft.ts';

const section = (id: string, ...fields: string[]) => ({ id, name: { en: id }, columns: 1 as const, fields });
const layout: Layout = { sections: [section('a', 'one', 'two', 'three'), section('b', 'four')], hidden: ['five'] };
const told = ({ sections, hidden }: Layout) => [...sections.map(({ fields }) => fields.join(' ')), hidden.join(' ')];

describe('a field goes', () => {
  it.each<[string, string, number | undefined, string[]]>([
    ['one', 'b', 0, ['two three', 'one four', 'five']],
    ['one', 'b', undefined, ['two three', 'four one', 'five']],
    ['one', 'a', 3, ['two three one', 'four', 'five']],
    ['three', 'a', 0, ['three one two', 'four', 'five']],
    ['two', hiddenPlace, undefined, ['one three', 'four', 'five two']],
    ['five', 'b', 0, ['one two three', 'five four', '']],
  ])('%s to %s at %s', (name, place, index, expected) => {
    expect(told(moveField(layout, name, place, index))).toEqual(expected);
  });

  it('step by step through the sections, and stays at the ends', () => {
    expect(told(stepField(layout, 'one', 1))).toEqual(['two one three', 'four', 'five']);
    expect(told(stepField(layout, 'three', 1))).toEqual(['one two', 'three four', 'five']);
    expect(told(stepField(layout, 'four', -1))).toEqual(['one two three four', '', 'five']);
    expect(told(stepField(layout, 'one', -1))).toEqual(told(layout));
    expect(told(stepField(layout, 'four', 1))).toEqual(told(layout));
    expect(stepField(layout, 'five', 1)).toBe(layout);
  });
});

describe('a section', () => {
  it('leaves its fields to its neighbour, and the last one stays', () => {
    expect(told(removeSection(layout, 'b'))).toEqual(['one two three four', 'five']);
    expect(told(removeSection(layout, 'a'))).toEqual(['four one two three', 'five']);
    const single = removeSection(layout, 'a');
    expect(removeSection(single, 'b')).toBe(single);
  });

  it('is added at the end and moved', () => {
    const grown = addSection(layout, 'Money', 'en');
    expect(grown.sections.map(({ name }) => name.en)).toEqual(['a', 'b', 'Money']);
    expect(stepSection(layout, 'b', -1).sections.map(({ id }) => id)).toEqual(['b', 'a']);
    expect(stepped(['x', 'y'], 1, 1)).toEqual(['x', 'y']);
  });
});

it('whatever is moved, no field is lost or doubled', () => {
  const name = fc.constantFrom('one', 'two', 'three', 'four', 'five');
  const act = fc.oneof(
    fc.tuple(name, fc.constantFrom('a', 'b', hiddenPlace), fc.option(fc.nat(4), { nil: undefined })),
    fc.tuple(name, fc.constantFrom<1 | -1>(1, -1)),
  );
  fc.assert(
    fc.property(fc.array(act, { maxLength: 8 }), (acts) => {
      const moved = acts.reduce<Layout>(
        (now, [field, where, index]) =>
          typeof where === 'number' ? stepField(now, field, where) : moveField(now, field, where, index),
        layout,
      );
      const all = [...moved.sections.flatMap(({ fields }) => fields), ...moved.hidden];
      expect(all.toSorted()).toEqual(['five', 'four', 'one', 'three', 'two']);
    }),
  );
});

it('a name that was emptied is none in its language', () => {
  const named = { ...layout, sections: [{ ...section('a'), name: { en: ' Money ', hy: ' ', ka: '' } }] };
  expect(withGivenNames(named).sections[0]?.name).toEqual({ en: 'Money' });
});
