import { expect, test } from 'vitest';
import type { Metadata } from '../../../shared/nouns/metadata.ts';
import { listDaySections } from './day-sections.ts';
import { parseTodaySearch } from './today-search.ts';

const noun = (name: string, read = true) => ({ name, plural: `${name}s`, fields: [], may: { read } });
const metadata = (...nouns: object[]) => ({ nouns, roles: [] }) as unknown as Metadata;

test('what matters most comes first, and of what one may not read nothing is asked', () => {
  const keys = (of: Metadata) => listDaySections(of, 'mine').map(({ key }) => key);
  const all = metadata(noun('task'), noun('lead'), noun('deal'), noun('company'));
  expect(keys(all)).toEqual(['overdue', 'today', 'newLeads', 'late', 'noNextStep', 'silent']);
  expect(keys(metadata(noun('task'), noun('lead', false), noun('deal', false)))).toEqual(['overdue', 'today']);
});

test('what ends within two months and has no offer yet is shown after the silent, by when it ends', () => {
  const [section] = listDaySections(metadata(noun('installedItem')), 'mine');
  expect([section?.key, section?.sort]).toEqual(['ending', 'until']);
  expect(section?.filter).toMatchObject({
    all: [
      { field: 'owner' },
      { field: 'condition', op: 'isNot' },
      { field: 'offer', op: 'isEmpty' },
      { field: 'until' },
    ],
  });
});

test('a head sees the same of everybody in their teams', () => {
  const all = metadata(noun('task'), noun('deal'));
  const owners = (whose: 'mine' | 'team') =>
    listDaySections(all, whose).map(({ filter }) => ('all' in filter ? filter.all[0] : null));
  expect(new Set(owners('mine').map((one) => JSON.stringify(one)))).toEqual(
    new Set([JSON.stringify({ field: 'owner', op: 'is', value: '@me' })]),
  );
  expect(owners('team')[0]).toEqual({ field: 'owner', op: 'isInTeamOf', value: '@me' });
});

test('an address says whose day it is, and nothing else', () => {
  expect(parseTodaySearch({ of: 'team', evil: 1 })).toEqual({ of: 'team' });
  expect(parseTodaySearch({ of: 'everybody' })).toEqual({});
});

test('birthdays of this week are asked for by day and month, other dates by how they repeat', () => {
  const sections = listDaySections(metadata(noun('person'), noun('importantDate')), 'mine');
  expect(sections.map(({ key, anniversary }) => [key, anniversary])).toEqual([
    ['birthdays', 'birthday'],
    ['dates', 'date'],
  ]);
  const soon = { field: 'birthday.anniversary', op: 'atMost', value: { from: 'today', plus: 6 } };
  expect(sections[0]?.filter).toEqual({ all: [{ field: 'owner', op: 'is', value: '@me' }, soon] });
  expect(JSON.stringify(sections[1]?.filter)).toContain('"not":{"field":"repeats"');
});

test('invoices past their day come by that day, contracts when their end or last day of notice is within thirty days', () => {
  const [unpaid, contracts] = listDaySections(metadata(noun('contract'), noun('invoice')), 'mine');
  const today = { from: 'today' };
  expect(unpaid).toMatchObject({ key: 'unpaid', sort: 'dueOn' });
  expect(unpaid?.filter).toEqual({
    all: [
      { field: 'owner', op: 'is', value: '@me' },
      { field: 'dueOn', op: 'lessThan', value: today },
      { field: 'status', op: 'isAnyOf', value: ['issued', 'partlyPaid', 'overdue'] },
    ],
  });
  const within = (field: string) => ({
    all: [
      { field, op: 'atLeast', value: today },
      { field, op: 'atMost', value: { from: 'today', plus: 30 } },
    ],
  });
  expect(contracts).toMatchObject({ key: 'contracts', sort: 'endsOn' });
  expect(contracts?.filter).toEqual({
    all: [
      { field: 'owner', op: 'is', value: '@me' },
      { field: 'status', op: 'isAnyOf', value: ['signed', 'running'] },
      { any: [within('endsOn'), within('noticeOn')] },
    ],
  });
});
