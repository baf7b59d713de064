import { describe, expect, it } from 'vitest';
import type { Field } from './field.ts';
import { fieldsBySection, type Layout, mustBeAsked, type NounLayout, pickLayout } from './layout.ts';

const field = (name: string, more: Partial<Field> = {}) =>
  ({ name, kind: 'text', ...more }) as { name: string } & Field;
const section = (id: string, ...fields: string[]) => ({ id, name: { en: id }, columns: 1 as const, fields });
const layout: Layout = { sections: [section('a', 'name', 'gone'), section('b', 'city')], hidden: ['fax', 'code'] };
const names = (surface: 'card' | 'form', ...fields: ({ name: string } & Field)[]) =>
  fieldsBySection(layout, fields, surface).map((one) => one.fields.map(({ name }) => name));

describe('a layout', () => {
  it('has fields where they were put, without those that are no more', () => {
    expect(names('card', field('city'), field('name'))).toEqual([['name'], ['city']]);
  });

  it('shows a field that came later at the end of the first section, and a hidden one nowhere', () => {
    expect(names('card', field('name'), field('xNew'), field('fax'), field('city'))).toEqual([
      ['name', 'xNew'],
      ['city'],
    ]);
  });

  it('never keeps what must be asked out of a form', () => {
    const code = field('code', { required: true });
    expect(names('form', field('name'), code, field('fax'))).toEqual([['name', 'code'], []]);
    expect(names('card', field('name'), code)).toEqual([['name'], []]);
  });

  it('is picked by the kind of the record, else it is the one for all', () => {
    const layouts: NounLayout[] = [
      { surface: 'card', kindField: null, kind: null, layout },
      { surface: 'card', kindField: 'status', kind: 'won', layout: { sections: [], hidden: ['won'] } },
      { surface: 'card', kindField: 'pipeline', kind: 'p1', layout: { sections: [], hidden: ['p1'] } },
    ];
    const hiddenOf = (record: object) => pickLayout(layouts, 'card', record as never)?.hidden;
    expect(hiddenOf({ status: 'won' })).toEqual(['won']);
    expect(hiddenOf({ status: 'open', pipeline: { id: 'p1' } })).toEqual(['p1']);
    expect(hiddenOf({})).toEqual(layout.hidden);
    expect(pickLayout(layouts, 'form', {})).toBeNull();
    expect(pickLayout(undefined, 'card', {})).toBeNull();
  });

  it.each<[Partial<Field>, boolean]>([
    [{ required: true }, true],
    [{ requiredWhen: { all: [] } }, true],
    [{}, false],
    [{ kind: 'choice', required: true, default: 'a', options: [] } as Partial<Field>, false],
    [{ kind: 'member', required: true, defaultToActor: true }, false],
  ])('must ask for %j: %s', (more, expected) => {
    expect(mustBeAsked(field('one', more))).toBe(expected);
  });
});
