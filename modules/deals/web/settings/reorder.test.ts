import { expect, it } from 'vitest';
import { reorder } from './reorder.ts';

const stages = ['prospecting', 'proposal', 'won'].map((id, position) => ({ id, version: 1, position }));

it('writes only the two stages that change places', () => {
  expect(reorder(stages, 1, 0)).toEqual([
    { id: 'proposal', version: 1, position: 0 },
    { id: 'prospecting', version: 1, position: 1 },
  ]);
});

it('straightens positions that were equal or empty', () => {
  const crooked = [
    { id: 'prospecting', version: 1, position: null },
    { id: 'proposal', version: 4, position: 0 },
  ];
  expect(reorder(crooked, 0, 1)).toEqual([{ id: 'prospecting', version: 1, position: 1 }]);
});

it('does nothing for a stage that is not there', () => {
  expect(reorder(stages, 7, 0)).toEqual([]);
});
