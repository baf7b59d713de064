/** Calendar days as ISO text (`2017-03-01`), counted in the proleptic Gregorian calendar, years 0001 to 9999. */

export type DateUnit = 'day' | 'week' | 'month' | 'quarter' | 'year';

export const firstDate = '0001-01-01';
export const lastDate = '9999-12-31';
const dayMs = 86_400_000;

/** Whether the text is a day that exists. */
export function isIsoDate(text: string): boolean {
  return /^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text) && fromMs(toMs(text)) === text;
}

/** The day so many units later (negative: earlier). A month too short for the day gives its last day. */
export function addUnits(date: string, count: number, unit: DateUnit): string {
  if (unit === 'day') return fromMs(toMs(date) + count * dayMs);
  if (unit === 'week') return fromMs(toMs(date) + count * 7 * dayMs);
  return addMonths(date, count * { month: 1, quarter: 3, year: 12 }[unit]);
}

export function addDays(date: string, count: number): string {
  return addUnits(date, count, 'day');
}

/** The first day of the week (Monday), month, quarter or year the day lies in. */
export function startOf(date: string, unit: DateUnit): string {
  switch (unit) {
    case 'day':
      return date;
    case 'week':
      return addDays(date, -((new Date(toMs(date)).getUTCDay() + 6) % 7));
    case 'month':
      return `${date.slice(0, 7)}-01`;
    case 'quarter':
      return `${date.slice(0, 4)}-${String(quarterOf(date).quarter * 3 - 2).padStart(2, '0')}-01`;
    case 'year':
      return `${date.slice(0, 4)}-01-01`;
  }
}

/** The calendar quarter, 1 to 4, and its year. */
export function quarterOf(date: string): { year: number; quarter: number } {
  return { year: Number(date.slice(0, 4)), quarter: Math.ceil(Number(date.slice(5, 7)) / 3) };
}

/** Days from the first to the second; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((toMs(to) - toMs(from)) / dayMs);
}

/** The ISO text of a day given by its numbers, or null when there is no such day. */
export function findIsoDate(year: number, month: number, day: number): string | null {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isIsoDate(text) ? text : null;
}

/** Midnight UTC of the day, in milliseconds. */
export function toMs(date: string): number {
  const time = new Date(0);
  time.setUTCFullYear(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10)));
  return time.getTime();
}

/** Days outside the years a date may have become the first or the last one. */
function fromMs(ms: number): string {
  if (ms < toMs(firstDate)) return firstDate;
  return ms > toMs(lastDate) || Number.isNaN(ms) ? lastDate : new Date(ms).toISOString().slice(0, 10);
}

function addMonths(date: string, count: number): string {
  const months = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + count;
  const year = Math.floor(months / 12);
  if (year < 1) return firstDate;
  if (year > 9999) return lastDate;
  const month = months - year * 12 + 1;
  return findIsoDate(year, month, Math.min(Number(date.slice(8, 10)), daysInMonth(year, month))) ?? lastDate;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
