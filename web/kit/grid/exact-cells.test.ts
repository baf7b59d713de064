import { expect, test } from 'vitest';
import type { NamedField } from '../data/named-field.ts';
import { exactCell, exactFor, readExact } from './exact-cells.ts';

const company: NamedField = { name: 'company', kind: 'relation', to: 'company' };
const stage: NamedField = { name: 'stage', kind: 'choice', options: [{ value: 'new' }] };
const notes: NamedField = { name: 'notes', kind: 'richText' };
const cells = [
  exactCell(company, { id: 'ararat', label: 'Ararat' }),
  exactCell(stage, 'new'),
  exactCell(notes, '<p>Hi</p>'),
];
const text = JSON.stringify({ workspace: 'w', noun: 'deal', rows: [cells] });
const at = (column: number, noun: string, field: NamedField) =>
  exactFor(readExact(text, 'w'), { row: 0, column }, noun, field);

test('what was copied in this workspace goes into fields of its kind as it was', () => {
  expect(at(0, 'person', { ...company, name: 'employer' })).toEqual({ value: { id: 'ararat', label: 'Ararat' } });
  expect(at(1, 'deal', stage)).toEqual({ value: 'new' });
  expect(at(2, 'company', notes)).toEqual({ value: '<p>Hi</p>' });
});

test('what means something else there is read as text', () => {
  expect(at(0, 'deal', { ...company, to: 'person' })).toBeUndefined();
  expect(at(1, 'lead', stage)).toBeUndefined();
  expect(at(2, 'deal', { name: 'notes', kind: 'longText' })).toBeUndefined();
  expect(at(3, 'deal', stage)).toBeUndefined();
});

test('what comes from another workspace, or is no such thing, does not count', () => {
  expect(readExact(text, 'other')).toBeNull();
  expect(readExact('{"workspace":"w","rows":1}', 'w')).toBeNull();
  expect(readExact('no json', 'w')).toBeNull();
  expect(readExact(null, 'w')).toBeNull();
});
