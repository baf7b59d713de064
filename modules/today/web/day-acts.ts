import { addDays } from '../../../shared/dates/iso-date.ts';
import { fromLocalTime } from '../../../shared/dates/time-zone.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { pointersTo } from '../../../web/kit/record/related-fields.ts';

/** What one key does with a client or a deal of the day: a part of the place to write a task. */
export const beginnings = [
  { begin: 'task', key: 'KeyT' },
  { begin: 'call', key: 'KeyC' },
] as const;

export type Beginning = (typeof beginnings)[number]['begin'];

/** Keys of a task of the day: the tick, and the way to the next day. */
export const taskKeys = { done: 'KeyD', tomorrow: 'KeyP' } as const;

/** Whether tasks may be written about records of the noun. */
export const canPlan = (task: NounMetadata | undefined, noun: NounMetadata): task is NounMetadata =>
  Boolean(task?.may.create && pointersTo(task, noun.name)[0]);

/** The same hour of the day after today, on the workspace's clock; nine o'clock for a task without a time. */
export function nextDay(task: AnyRecord, today: string, timeZone: string, clock: (moment: Date) => string): string {
  const time = typeof task.dueAt === 'string' ? clock(new Date(task.dueAt)) : '09:00';
  return fromLocalTime(timeZone, addDays(today, 1), time).toISOString();
}
