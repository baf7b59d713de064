import { addDays, firstDate, lastDate, toMs } from './iso-date.ts';

/** The instants of a local day: from `start` on, before `end`, in UTC. A day has 23 or 25 hours where clocks change. */
export interface InstantRange {
  readonly start: Date;
  readonly end: Date;
}

/**
 * When a day begins and ends in a time zone. A day the zone never had is an empty range; at the edges of the years a date
 * may have the range stays within them in UTC too.
 */
export function localDayRange(timeZone: string, date: string): InstantRange {
  const start = earliestAt(timeZone, toMs(date));
  const end = date === lastDate ? lastInstant : earliestAt(timeZone, toMs(addDays(date, 1)));
  return { start: new Date(Math.max(start, toMs(firstDate))), end: new Date(Math.min(end, lastInstant)) };
}

/** The ISO date it is in a time zone at an instant. */
export function localDate(timeZone: string, instant: Date): string {
  return new Date(wallClock(timeZone, instant.getTime())).toISOString().slice(0, 10);
}

/** The instant a wall clock shows `date` at `time` ("14:30" or "14:30:05"); skipped times move on, doubled ones are the first. */
export function fromLocalTime(timeZone: string, date: string, time: string): Date {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  const wall = toMs(date) + ((hours * 60 + minutes) * 60 + seconds) * 1000;
  return new Date(earliestAt(timeZone, wall));
}

const dayMs = 86_400_000;
const lastInstant = toMs(lastDate) + dayMs - 1;

/** Days and hours come again by the thousand where a file or a chart is made of them, and each costs six formattings. */
const known = new Map<string, number>();
const mostKnown = 10_000;

function earliestAt(timeZone: string, wall: number): number {
  const key = `${timeZone} ${wall}`;
  const instant = known.get(key) ?? findEarliest(timeZone, wall);
  if (known.size < mostKnown) known.set(key, instant);
  return instant;
}

/** The earliest instant whose wall clock shows `wall` or, where that is skipped, what comes after it. */
function findEarliest(timeZone: string, wall: number): number {
  const before = wall - offsetAt(timeZone, wall - dayMs);
  const after = wall - offsetAt(timeZone, wall + dayMs);
  const [early, late] = before < after ? [before, after] : [after, before];
  return wallClock(timeZone, early) >= wall ? early : late;
}

function offsetAt(timeZone: string, instant: number): number {
  return wallClock(timeZone, instant) - instant;
}

/** What the wall clock shows, as if it were UTC. */
function wallClock(timeZone: string, instant: number): number {
  const within = Math.max(instant, firstInstant);
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const part of formatterOf(timeZone).formatToParts(within)) parts[part.type] = Number(part.value);
  const { year = 1, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  const shown = new Date(0);
  shown.setUTCFullYear(year, month - 1, day);
  shown.setUTCHours(hour, minute, second);
  return shown.getTime() + (instant - Math.floor(within / 1000) * 1000);
}

/** Before it Intl counts years backwards. */
const firstInstant = toMs('0001-01-03');
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formatters.set(timeZone, formatter);
  }
  return formatter;
}
