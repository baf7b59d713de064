import { addDays, addUnits, findIsoDate, lastDate } from './iso-date.ts';

/** Every day of the year as a number, month before day: 229 is the 29th of February. In order. */
export const yearDays: readonly number[] = Array.from({ length: 366 }, (_, index) =>
  yearDayOf(addDays('2024-01-01', index)),
);

/** Which day of the year an ISO date is: 301 for the first of March. */
export function yearDayOf(date: string): number {
  return Number(date.slice(5, 7)) * 100 + Number(date.slice(8, 10));
}

/** The next time it is this day of the year, today counted. The 29th of February is kept on the 28th in years without one. */
export function nextAnniversary(yearDay: number, today: string): string {
  const year = Number(today.slice(0, 4));
  const thisYear = inYear(yearDay, year);
  return thisYear >= today ? thisYear : inYear(yearDay, year + 1);
}

function inYear(yearDay: number, year: number): string {
  const [month, day] = [Math.floor(yearDay / 100), yearDay % 100];
  return findIsoDate(year, month, day) ?? findIsoDate(year, 2, 28) ?? lastDate;
}

/** Whole years from the day until today: an age. Negative for days to come. */
export function fullYears(date: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(date.slice(0, 4));
  return addUnits(date, years, 'year') > today ? years - 1 : years;
}

/**
 * The last day from which at least so many whole years have passed until today: earlier days have as many or more. `none` and `all`
 * where no day has, or every day.
 */
export function lastDayOfAge(years: number, today: string): string | 'none' | 'all' {
  const year = Number(today.slice(0, 4)) - years;
  if (!(year >= 1)) return 'none';
  if (year > 9998) return 'all';
  const day = addUnits(today, -years, 'year');
  const next = addDays(day, 1);
  return addUnits(next, years, 'year') <= today ? next : day;
}
