import { expect, it } from 'vitest';
import { conditionOfGroup, textOfKey } from './condition-of-group.ts';

const anahit = '01900005-0000-7000-8000-000000000003';

it.each([
  [{ field: 'stage' }, 'won', false, { field: 'stage', op: 'is', value: 'won' }],
  [{ field: 'urgent' }, false, false, { field: 'urgent', op: 'is', value: false }],
  [{ field: 'stars' }, 0, false, { field: 'stars', op: 'is', value: 0 }],
  [{ field: 'owner' }, { id: anahit, label: 'Anahit' }, false, { field: 'owner', op: 'is', value: anahit }],
  [{ field: 'closedOn', by: 'month' }, null, true, { field: 'closedOn', op: 'isEmpty' }],
] as const)('the records of the group %j of %j are told by their value', (grouping, key, isDay, filter) => {
  expect(conditionOfGroup(grouping, key, isDay)).toEqual(filter);
});

it.each([
  ['day', '2024-02-28', '2024-02-29'],
  ['week', '2024-02-26', '2024-03-04'],
  ['month', '2024-02-01', '2024-03-01'],
  ['quarter', '2023-10-01', '2024-01-01'],
  ['year', '2024-01-01', '2025-01-01'],
] as const)('a %s from %s ends before %s', (by, from, to) => {
  expect(conditionOfGroup({ field: 'closedOn', by }, from, true)).toEqual({
    all: [
      { field: 'closedOn', op: 'atLeast', value: from },
      { field: 'closedOn', op: 'lessThan', value: to },
    ],
  });
});

it('nothing, no and an empty text are groups of their own', () => {
  expect(new Set([null, false, '', 0, { id: anahit, label: null }].map(textOfKey)).size).toBe(5);
});
