import { expect, test } from 'vitest';
import { endParam, entryFor, followRun, type ListRun, pageAt, paramBefore } from './list-run.ts';

const recordsOf = (...ids: readonly string[]) => ids.map((id) => ({ id, version: 1 })) as unknown as ListRun['records'];
const start = followRun(null, { id: 'start', records: recordsOf('a', 'b'), entry: null, isFromStart: true });
const midst = { id: 'midst', entry: { param: 'cursor', row: 500 }, isFromStart: false };

test('a page is asked for by its beginning or by its end, and leads to the one before it', () => {
  expect([pageAt(null), pageAt('cursor'), pageAt(endParam)]).toEqual([
    { cursor: null },
    { cursor: 'cursor' },
    { before: 'end' },
  ]);
  expect(paramBefore({}, null)).toBeUndefined();
  expect(pageAt(paramBefore({}, 'cursor') ?? null)).toEqual({ before: 'cursor' });
  expect(pageAt(paramBefore({ previous: 'earlier' }, endParam) ?? null)).toEqual({ before: 'earlier' });
  expect(paramBefore({ previous: null }, '<cursor')).toBeUndefined();
});

test('records stand where the list was entered, and what is read before them stands above', () => {
  expect(start.offset).toBe(0);
  const run = followRun(start, { ...midst, records: recordsOf('k', 'l', 'm') });
  expect(run.offset).toBe(500);
  expect(followRun(run, { ...midst, records: run.records })).toBe(run);
  const longer = followRun(run, { ...midst, records: recordsOf('i', 'j', 'k', 'l', 'm', 'n') });
  expect(longer.offset).toBe(498);
  // Others deleted and added some meanwhile.
  expect(followRun(longer, { ...midst, records: recordsOf('j', 'new', 'l', 'm') }).offset).toBe(499);
  expect(followRun(longer, { ...midst, records: recordsOf('x', 'y') }).offset).toBe(498);
});

test('the beginning is the beginning wherever it was thought to be, and nothing stands before it', () => {
  const run = followRun(null, { ...midst, records: recordsOf('k') });
  expect(followRun(run, { ...midst, records: recordsOf('a', 'k'), isFromStart: true }).offset).toBe(0);
  const low = followRun(null, { ...midst, entry: { param: 'cursor', row: 1 }, records: recordsOf('k') });
  expect(followRun(low, { ...midst, records: recordsOf('h', 'i', 'j', 'k') }).offset).toBe(0);
});

test('from the end the last record is in the last row', () => {
  const entry = { param: endParam, row: 1000 };
  expect(followRun(null, { id: 'end', entry, records: recordsOf('y', 'z'), isFromStart: false }).offset).toBe(998);
});

test('a list is entered at the nearest place, and at its beginning near that', () => {
  const answer = {
    ...{ about: 10_000, exact: false },
    positions: [1000, 2000, 9000].map((at) => ({ at, cursor: `c${at}` })),
  };
  expect(entryFor(140, 1000, answer)).toEqual({ param: 'c1000', row: 140 });
  expect(entryFor(990, 1000, answer)).toEqual({ param: 'c9000', row: 990 });
  expect(entryFor(30, 1000, answer)).toBeNull();
  expect(entryFor(500, 1000, { about: 0, exact: true, positions: [] })).toBeNull();
});
