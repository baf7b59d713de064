import { expect, test } from 'vitest';
import { matchesFilter } from '../../../../shared/filter/evaluate.ts';
import type { FilterContext } from '../../../../shared/filter/filter.ts';
import { task } from '../../contract/index.ts';
import { isMine, listReadyViews, mine, ofMine } from './ready-views.ts';

const me = '0190b6f0-0000-7000-8000-00000000000a';
const asked: FilterContext = { memberId: me, teamMemberIds: [me], today: '2026-03-04', timeZone: 'Asia/Yerevan' };
const viewsOf = (values: Readonly<Record<string, unknown>>) =>
  listReadyViews(null)
    .filter(({ filter }) => matchesFilter(filter, values, task, () => null, asked))
    .map(({ key }) => key);

test('every task stands in one of the ready views, by the day of the workspace', () => {
  // Half past eleven in the evening of the third, and half past midnight of the fourth, in Yerevan.
  expect(viewsOf({ done: false, dueAt: '2026-03-03T19:30:00Z' })).toEqual(['overdue']);
  expect(viewsOf({ done: false, dueAt: '2026-03-03T20:30:00Z' })).toEqual(['today']);
  expect(viewsOf({ done: null, dueAt: '2026-03-04T20:30:00Z' })).toEqual(['planned']);
  expect(viewsOf({ done: false, dueAt: null })).toEqual(['planned']);
  expect(viewsOf({ done: true, dueAt: '2026-03-03T19:30:00Z' })).toEqual(['done']);
});

test('they are of those alone who are asked for', () => {
  const mine = listReadyViews({ field: 'owner', op: 'is', value: '@me' });
  const other = { done: true, owner: { id: '0190b6f0-0000-7000-8000-00000000000b' } };
  const matching = (values: Readonly<Record<string, unknown>>) =>
    mine.filter(({ filter }) => matchesFilter(filter, values, task, () => null, asked)).map(({ key }) => key);
  expect([matching(other), matching({ done: true, owner: { id: me } })]).toEqual([[], ['done']]);
});

test('only mine narrows whatever else is asked for, and takes nothing else away when it goes', () => {
  const urgent = { field: 'priority', op: 'is', value: 'high' } as const;
  const either = { any: [mine, urgent] };
  expect([undefined, urgent, either].map(isMine)).toEqual([false, false, false]);
  const narrowed = [undefined, urgent, either, { all: [urgent, mine] }].map((filter) => ofMine(filter, true));
  expect(narrowed.map(isMine)).toEqual([true, true, true, true]);
  expect(narrowed.map((filter) => ofMine(filter, false))).toEqual([undefined, urgent, either, urgent]);
});
