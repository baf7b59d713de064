import { expect, test } from 'vitest';
import type { NamedField } from './named-field.ts';
import { isSameValue, keepLabels, toInputValue, toRecordValue } from './record-values.ts';

const company: NamedField = { name: 'company', kind: 'relation', to: 'company' };
const people: NamedField = { name: 'people', kind: 'links', to: 'person' };
const name: NamedField = { name: 'name', kind: 'personName' };

test('references are sent as ids, links with their roles, empty text as nothing', () => {
  expect(toInputValue(company, { id: 'ararat', label: 'Ararat' })).toBe('ararat');
  expect(toInputValue(people, [{ id: 'ani', label: 'Ani', role: 'buyer' }, { id: 'giorgi' }])).toEqual([
    { id: 'ani', role: 'buyer' },
    { id: 'giorgi' },
  ]);
  expect(toInputValue({ name: 'note', kind: 'text' }, '')).toBeNull();
});

test('a value is the same whatever its labels and the order of its parts', () => {
  expect(isSameValue(company, { id: 'ararat', label: 'Ararat' }, { id: 'ararat' })).toBe(true);
  expect(
    isSameValue(name, { given: 'Ani', family: 'Sargsyan' }, { family: 'Sargsyan', given: 'Ani', middle: '' }),
  ).toBe(true);
  expect(isSameValue(name, { given: '' }, null)).toBe(true);
  expect(isSameValue(company, { id: 'ararat' }, { id: 'kazbek' })).toBe(false);
});

test('an answer without labels keeps those known for the same records, and only those', () => {
  const known = { company: { id: 'ararat', label: 'Ararat' }, people: [{ id: 'ani', label: 'Ani' }] };
  const answered = { company: { id: 'kazbek' }, people: [{ id: 'ani', role: 'buyer' }, { id: 'giorgi' }] };
  expect(keepLabels(answered, known)).toEqual({
    company: { id: 'kazbek' },
    people: [{ id: 'ani', role: 'buyer', label: 'Ani' }, { id: 'giorgi' }],
  });
});

test('an answer keeps what is known of the record pointed at, unless it points at another', () => {
  const known = {
    company: { id: 'ararat', label: 'Ararat' },
    'company.industry': 'retail',
    owner: null,
    'owner.name': null,
  };
  expect(keepLabels({ company: { id: 'ararat' }, owner: null }, known)).toEqual(known);
  expect(keepLabels({ company: { id: 'kazbek' }, owner: { id: 'ani' } }, known)).toEqual({
    ...{ company: { id: 'kazbek' }, owner: { id: 'ani' } },
  });
  expect(keepLabels({ company: null, owner: null }, known)).toEqual({ company: null, owner: null, 'owner.name': null });
});

test('what the change log says of a field can be shown like the field itself', () => {
  expect(toRecordValue(company, 'ararat')).toEqual({ id: 'ararat' });
  expect(toRecordValue(company, { id: 'ararat' })).toEqual({ id: 'ararat' });
  expect(toRecordValue(company, null)).toBeNull();
  expect(toRecordValue({ name: 'note', kind: 'text' }, 'ararat')).toBe('ararat');
});
