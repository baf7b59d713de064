import { toWallClock } from '../../../i18n/wall-clock.ts';

/** The day and clock that a moment (ISO 8601) has in the zone (IANA): `['2026-11-21', '09:30']`. */
export function toZonedParts(moment: string, timeZone: string): readonly [day: string, clock: string] {
  const wall = toWallClock(new Date(moment), timeZone).toISOString();
  return [wall.slice(0, 10), wall.slice(11, 16)];
}

/**
 * The moment (ISO 8601 in UTC) at which a clock of the zone shows that day and time. A time that summer time skips is
 * taken as an hour later.
 */
export function fromZonedParts(day: string, clock: string, timeZone: string): string {
  const wall = Date.parse(`${day}T${clock}:00Z`);
  const offset = (at: number) => toWallClock(new Date(at), timeZone).getTime() - at;
  const guess = wall - offset(wall);
  return new Date(wall - offset(guess)).toISOString();
}
