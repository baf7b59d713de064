import { addDays, daysBetween } from '../../../shared/dates/iso-date.ts';
import { fromLocalTime, localDate } from '../../../shared/dates/time-zone.ts';
import type { Due } from '../contract/index.ts';

/** When work ends on the day something is due; what is due today, later than that, has the day's last minute. */
const endOfWork = '18:00';
const endOfDay = '23:59';

/** The moment something is due that is set now, by the workspace's clock. Working days are Monday to Friday. */
export function dueMoment(timeZone: string, now: Date, { count, unit }: Due): Date {
  const today = localDate(timeZone, now);
  const day = unit === 'days' ? addDays(today, count) : addWorkingDays(today, count);
  const due = fromLocalTime(timeZone, day, endOfWork);
  return due > now ? due : fromLocalTime(timeZone, day, endOfDay);
}

/** The moment at which a run goes on that waits from now on: on the day meant, at the time of day it is now. */
export function waitMoment(timeZone: string, now: Date, { count, unit }: Due): Date {
  const today = localDate(timeZone, now);
  const days = unit === 'days' ? count : daysBetween(today, addWorkingDays(today, count));
  return new Date(now.getTime() + days * 86_400_000);
}

/** The working day so many after a day. None after a day off is the next working day. */
export function addWorkingDays(from: string, count: number): string {
  let day = from;
  for (let left = count; left > 0 || isDayOff(day); ) {
    day = addDays(day, 1);
    if (left > 0 && !isDayOff(day)) left -= 1;
  }
  return day;
}

/** The working day so many before a day; at least one. */
export function takeWorkingDays(from: string, count: number): string {
  let day = from;
  for (let left = count; left > 0; ) {
    day = addDays(day, -1);
    if (!isDayOff(day)) left -= 1;
  }
  return day;
}

function isDayOff(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}
