import { addDays } from '../../../shared/dates/iso-date.ts';
import { fromLocalTime, localDate } from '../../../shared/dates/time-zone.ts';
import type { CalendarStart } from '../contract/index.ts';
import { addWorkingDays, takeWorkingDays } from './due-moment.ts';

type Rule = Pick<CalendarStart, 'count' | 'unit' | 'side'>;

/** Days from the first to the last, both included; none where the last is before the first. */
export interface Days {
  readonly from: string;
  readonly until: string;
}

/** The day on which a process acts for a date. A later date never has an earlier day. */
export function actingDay(date: string, { count, unit, side }: Rule): string {
  if (unit === 'days') return addDays(date, side === 'before' ? -count : count);
  return side === 'before' && count > 0 ? takeWorkingDays(date, count) : addWorkingDays(date, count);
}

/** The dates for which a process acts on these days. */
export function datesFor({ from, until }: Days, rule: Rule): Days {
  return { from: earliestFor(from, rule), until: addDays(earliestFor(addDays(until, 1), rule), -1) };
}

/** The earliest date for which it acts on that day or later. */
function earliestFor(day: string, rule: Rule): string {
  let [low, high] = [-2 * rule.count - 7, 2 * rule.count + 7];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (actingDay(addDays(day, middle), rule) >= day) high = middle;
    else low = middle + 1;
  }
  return addDays(day, low);
}

/** The moment at which it acts on a day. */
export function actingMoment(timeZone: string, day: string, { hour }: Pick<CalendarStart, 'hour'>): Date {
  return fromLocalTime(timeZone, day, `${String(hour).padStart(2, '0')}:00`);
}

/** The first day whose moment is still to come. */
export function firstDayAfter(timeZone: string, now: Date, start: Pick<CalendarStart, 'hour'>): string {
  const today = localDate(timeZone, now);
  return actingMoment(timeZone, today, start) > now ? today : addDays(today, 1);
}
