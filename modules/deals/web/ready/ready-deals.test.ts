import { expect, test } from 'vitest';
import { matchesFilter } from '../../../../shared/filter/evaluate.ts';
import type { FilterContext } from '../../../../shared/filter/filter.ts';
import { boolean, relation, text } from '../../../../shared/nouns/field.ts';
import { defineNoun } from '../../../../shared/nouns/noun.ts';
import { deal } from '../../contract/index.ts';
import { readyDeals } from './ready-deals.ts';

const task = defineNoun({
  ...{ name: 'task', plural: 'tasks', title: 'title', icon: 'check' },
  fields: { title: text({}), done: boolean({}), deal: relation({ to: 'deal' }) },
});
const me = '0190b6f0-0000-7000-8000-00000000000a';
const asked: FilterContext = { memberId: me, teamMemberIds: [me], today: '2026-12-09', timeZone: 'Asia/Yerevan' };
const readyOf = (values: Readonly<Record<string, unknown>>) =>
  readyDeals
    .filter(({ filter }) => matchesFilter(filter, { status: 'open', ...values }, deal, () => task, asked))
    .map(({ key }) => key);

test('a deal lacks a next step while no task of it is open', () => {
  expect(readyOf({ 'task.deal': [] })).toEqual(['unplanned']);
  expect(readyOf({ 'task.deal': [{ done: true }] })).toEqual(['unplanned']);
  expect(readyOf({ 'task.deal': [{ done: true }, { done: false }] })).toEqual([]);
  expect(readyOf({ 'task.deal': [], status: 'won' })).toEqual([]);
});

test('what closes this month is from its first day to its last, whatever the year does next', () => {
  const planned = { 'task.deal': [{ done: false }] };
  const closing = ['2026-11-30', '2026-12-01', '2026-12-31', '2027-01-01'].filter((expectedCloseOn) =>
    readyOf({ ...planned, expectedCloseOn }).includes('closing'),
  );
  expect(closing).toEqual(['2026-12-01', '2026-12-31']);
  expect(readyOf({ ...planned, owner: { id: me } })).toEqual(['mine']);
});
