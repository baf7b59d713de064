import { expect, test } from 'vitest';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { canPlan, nextDay } from './day-acts.ts';

const clockOf = (timeZone: string) => (moment: Date) =>
  moment.toLocaleTimeString('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
const putOff = (dueAt: string | null, today: string, timeZone: string) =>
  nextDay({ dueAt } as unknown as AnyRecord, today, timeZone, clockOf(timeZone));

test('a task is put off to the day after today, whenever it was due, at the hour it had', () => {
  expect(putOff('2020-01-31T09:30:00Z', '2026-03-10', 'Asia/Yerevan')).toBe('2026-03-11T09:30:00.000Z');
  expect(putOff('2026-03-10T20:30:00Z', '2026-03-11', 'Asia/Yerevan')).toBe('2026-03-11T20:30:00.000Z');
  expect(putOff(null, '2026-03-10', 'Asia/Yerevan')).toBe('2026-03-11T05:00:00.000Z');
});

test('the hour is that of the clock on the wall, also over the night when it is put forward', () => {
  expect(putOff('2026-03-28T08:00:00Z', '2026-03-28', 'Europe/Sofia')).toBe('2026-03-29T07:00:00.000Z');
});

test('a next step is offered where tasks may be written about such records', () => {
  const noun = (name: string, fields: object[] = [], create = true) =>
    ({ name, fields, may: { create } }) as unknown as NounMetadata;
  const about = [{ name: 'deal', kind: 'relation', to: 'deal' }];
  expect(canPlan(noun('task', about), noun('deal'))).toBe(true);
  expect(canPlan(noun('task', about), noun('importantDate'))).toBe(false);
  expect(canPlan(noun('task', about, false), noun('deal'))).toBe(false);
  expect(canPlan(undefined, noun('deal'))).toBe(false);
});
