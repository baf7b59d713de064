import { addDays } from '../../../../shared/dates/iso-date.ts';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { toZonedParts } from '../../fields/inputs/zoned-time.ts';
import { minutesOf, minutesOfDay, shortestMinutes, type TimeSpan } from './hours.ts';
import type { CalendarFields } from './use-calendar.ts';

/** Where a record stands in the hours of the day; null for one that has no time or lasts over midnight. */
export function spanInHours(
  record: AnyRecord,
  { start, end }: Pick<CalendarFields, 'start' | 'end'>,
  day: string,
  timeZone: string,
): TimeSpan | null {
  const begins = momentIn(record[start.name], timeZone);
  if (!begins || begins.day !== day) return null;
  const until = end ? record[end.name] : null;
  const ends = momentIn(until, timeZone);
  // An end without a time says the day only: the record is of that day, or of several.
  if (typeof until === 'string' && !ends && until > day) return null;
  if (!ends) return spanFrom(begins.minutes, begins.minutes);
  if (ends.day === day) return spanFrom(begins.minutes, ends.minutes);
  const untilMidnight = ends.minutes === 0 && addDays(day, 1) === ends.day;
  return untilMidnight ? spanFrom(begins.minutes, minutesOfDay) : ends.day < day ? spanFrom(begins.minutes, 0) : null;
}

/** At least as long as its words need, and never over midnight. */
function spanFrom(from: number, to: number): TimeSpan {
  const until = Math.min(Math.max(to, from + shortestMinutes), minutesOfDay);
  return { from: Math.min(from, minutesOfDay - shortestMinutes), to: until };
}

function momentIn(value: unknown, timeZone: string): { readonly day: string; readonly minutes: number } | null {
  if (typeof value !== 'string' || value.length === 10) return null;
  const [day, clock] = toZonedParts(value, timeZone);
  return { day, minutes: minutesOf(clock) };
}
