import { expect, test } from 'vitest';
import { spanInHours } from './span-in-hours.ts';
import type { CalendarFields } from './use-calendar.ts';

const fields = (end: string | null) =>
  ({ start: { name: 'from', kind: 'datetime' }, end: end && { name: 'to', kind: end } }) as unknown as CalendarFields;
const place = (from: unknown, to: unknown, day: string, end: string | null = 'datetime') =>
  spanInHours({ id: '1', version: 1, from, to } as never, fields(end), day, 'Asia/Yerevan');

test('a record stands in the hours that the clock of the zone shows', () => {
  expect(place('2026-11-23T05:30:00Z', '2026-11-23T07:00:00Z', '2026-11-23')).toEqual({ from: 570, to: 660 });
  expect(place('2026-11-23T05:30:00Z', null, '2026-11-23')).toEqual({ from: 570, to: 600 });
  expect(place('2026-11-23T05:30:00Z', undefined, '2026-11-23', null)).toEqual({ from: 570, to: 600 });
});

test('what ends before it begins, or at midnight, stays within its day', () => {
  expect(place('2026-11-23T05:30:00Z', '2026-11-22T05:00:00Z', '2026-11-23')).toEqual({ from: 570, to: 600 });
  expect(place('2026-11-23T18:00:00Z', '2026-11-23T20:00:00Z', '2026-11-23')).toEqual({ from: 1320, to: 1440 });
  expect(place('2026-11-23T19:55:00Z', null, '2026-11-23')).toEqual({ from: 1410, to: 1440 });
});

test('what lasts over midnight, has no time or is of another day stands in no hours', () => {
  expect(place('2026-11-23T18:00:00Z', '2026-11-24T05:00:00Z', '2026-11-23')).toBeNull();
  expect(place('2026-11-23T18:00:00Z', '2026-11-24T05:00:00Z', '2026-11-24')).toBeNull();
  expect(place('2026-11-23', null, '2026-11-23')).toBeNull();
  expect(place('2026-11-23T05:30:00Z', '2026-11-25', '2026-11-23', 'date')).toBeNull();
  expect(place('2026-11-23T05:30:00Z', '2026-11-23', '2026-11-23', 'date')).toEqual({ from: 570, to: 600 });
});
