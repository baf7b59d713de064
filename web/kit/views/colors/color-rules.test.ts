import { expect, it } from 'vitest';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { colorBy } from './color-rules.ts';

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
const task: NounMetadata = {
  ...{ name: 'task', plural: 'tasks', title: 'title', icon: 'checkbox', may },
  fields: [
    { name: 'title', kind: 'text' },
    { name: 'dueOn', kind: 'date' },
    { name: 'owner', kind: 'member' },
    { name: 'done', kind: 'boolean' },
  ],
};
const anahit = '01900005-0000-7000-8000-000000000003';
const ctx = { memberId: anahit, teamMemberIds: [anahit], today: '2026-06-15', timeZone: 'Asia/Yerevan' };
const colorOf = colorBy(
  [
    { filter: { field: 'done', op: 'is', value: true }, color: 'gray' },
    { filter: { field: 'dueOn', op: 'lessThan', value: { from: 'today' } }, color: 'red' },
    { filter: { field: 'owner', op: 'is', value: '@me' }, color: 'blue' },
  ],
  task,
  { nouns: [task] },
  ctx,
);
const record = (values: object) => values as AnyRecord;

it('gives a record the colour of the first rule it meets', () => {
  expect(colorOf(record({ done: true, dueOn: '2026-06-01' }))).toBe('gray');
  expect(colorOf(record({ done: false, dueOn: '2026-06-14' }))).toBe('red');
  expect(colorOf(record({ done: false, dueOn: '2026-06-15', owner: { id: anahit } }))).toBe('blue');
});

it('and none where it meets no rule', () => {
  expect(colorOf(record({ done: false, dueOn: null, owner: null }))).toBeNull();
});
