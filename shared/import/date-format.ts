import { findIsoDate } from '../dates/iso-date.ts';
import { fromLocalTime } from '../dates/time-zone.ts';
import { findMonth } from './month-names.ts';

/** How a column writes days. The separator is free (`-`, `/`, `.`, space); a time of day may follow. */
export const dateFormats = [
  'yyyy-mm-dd',
  'dd-mm-yyyy',
  'mm-dd-yyyy',
  'dd-mm-yy',
  'mm-dd-yy',
  'yy-mm-dd',
  'yyyymmdd',
  'd mon yyyy',
  'mon d yyyy',
] as const;
export type DateFormat = (typeof dateFormats)[number];

export interface DetectedDateFormat {
  /** Null when not even half of the samples are dates in any format. */
  readonly format: DateFormat | null;
  /** Other formats that read as many samples, some of them as other days: ask. */
  readonly alternatives: readonly DateFormat[];
  /** Samples that are no date in this format. */
  readonly unreadable: number;
}

/**
 * How a column of dates is written, by its samples (empty ones are passed over). Years of two digits are told from days by
 * being few; between day and month first, where no sample decides, day first is taken and the other is an alternative.
 */
export function detectDateFormat(samples: readonly string[]): DetectedDateFormat {
  const texts = [...new Set(samples.map((text) => text.trim()).filter((text) => text !== ''))];
  const read = dateFormats.map((format) => ({ format, days: texts.map((text) => parseDateWith(format, text)) }));
  const unreadable = (days: readonly (string | null)[]) => days.filter((day) => day === null).length;
  const fewest = Math.min(...read.map(({ days }) => unreadable(days)));
  if (texts.length === 0 || fewest > texts.length / 2)
    return { format: null, alternatives: [], unreadable: texts.length };
  const best = withFewYears(read.filter(({ days }) => unreadable(days) === fewest));
  const [first, ...others] = best;
  const different = others.filter(({ days }) => days.some((day, index) => day !== first?.days[index]));
  return {
    format: first?.format ?? null,
    alternatives: different.map(({ format }) => format),
    unreadable: samples.filter((text) => text.trim() && first && parseDateWith(first.format, text) === null).length,
  };
}

/** The ISO date the text means in the format, or null. A time of day that follows is passed over. */
export function parseDateWith(format: DateFormat, text: string): string | null {
  return splitTime(format, text)?.date ?? null;
}

/**
 * The instant (ISO 8601 in UTC) the text means: by its own offset, else by the clock of `timeZone`; midnight when it names
 * no time. Null when it is no date in the format.
 */
export function parseDateTimeWith(format: DateFormat, text: string, timeZone: string): string | null {
  const parts = splitTime(format, text);
  if (!parts) return null;
  const { date, time, offset } = parts;
  if (!offset) return fromLocalTime(timeZone, date, time ?? '00:00').toISOString();
  const instant = new Date(`${date}T${time ?? '00:00'}${offset}`);
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString();
}

interface DateParts {
  readonly date: string;
  readonly time: string | null;
  readonly offset: string | null;
}

function splitTime(format: DateFormat, text: string): DateParts | null {
  const [, day = '', clock, meridiem, zone] = withTime.exec(text.trim()) ?? [];
  const date = readDay(format, day);
  if (!date) return null;
  if (!clock) return { date, time: null, offset: null };
  const time = readClock(clock, meridiem);
  return time === null ? null : { date, time, offset: zone ? offsetText(zone) : null };
}

const withTime =
  /^(.*?)(?:(?:[T,]|,?\s)\s*(\d{1,2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?\s*([ap]\.?m\.?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?$/iu;

function readClock(clock: string, meridiem: string | undefined): string | null {
  const [hour = 0, minute = 0, second = 0] = clock.split(':').map(Number);
  if (meridiem && (hour < 1 || hour > 12)) return null;
  const shift = !meridiem ? hour : (hour % 12) + (meridiem.toLowerCase().startsWith('p') ? 12 : 0);
  if (shift > 23 || minute > 59 || second > 59) return null;
  return [shift, minute, second].map((part) => String(part).padStart(2, '0')).join(':');
}

function offsetText(zone: string): string {
  return /^[+-]/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(-2)}` : 'Z';
}

function readDay(format: DateFormat, text: string): string | null {
  if (format === 'd mon yyyy' || format === 'mon d yyyy') return readNamed(format, text);
  if (format === 'yyyymmdd') {
    const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? [];
    return day ? findIsoDate(Number(year), Number(month), Number(day)) : null;
  }
  const slots = format.split('-');
  const [, first = '', , second = '', third = ''] =
    /^(\d{1,4})([-/. ]|\. )(\d{1,2})\2(\d{1,4})\.?(?:\s?г\.?)?$/u.exec(text) ?? [];
  const bySlot = new Map(slots.map((slot, index) => [slot.charAt(0), [first, second, third][index] ?? '']));
  const [year = '', month = '', day = ''] = ['y', 'm', 'd'].map((slot) => bySlot.get(slot));
  if (year.length !== (format.includes('yyyy') ? 4 : 2) || day.length > 2 || month.length > 2) return null;
  return findIsoDate(fullYear(year), Number(month), Number(day));
}

function readNamed(format: 'd mon yyyy' | 'mon d yyyy', text: string): string | null {
  const pattern =
    format === 'd mon yyyy'
      ? /^(?<day>\d{1,2})(?:st|nd|rd|th)?[\s.-]+(?<month>\p{L}{3,})[\s.,-]+(?<year>\d{4}|\d{2})(?:\s?(?:г|թ)\.?)?$/iu
      : /^(?<month>\p{L}{3,})[\s.-]+(?<day>\d{1,2})(?:st|nd|rd|th)?[\s.,-]+(?<year>\d{4})$/iu;
  const { day, month, year } = pattern.exec(text)?.groups ?? {};
  const number = month && findMonth(month);
  return day && year && number ? findIsoDate(fullYear(year), number, Number(day)) : null;
}

/** 69 to 99 are of the twentieth century, as POSIX has it. */
function fullYear(year: string): number {
  const number = Number(year);
  if (year.length > 2) return number;
  return number >= 69 ? 1900 + number : 2000 + number;
}

interface Reading {
  readonly format: DateFormat;
  readonly days: readonly (string | null)[];
}

/** Of readings with years of two digits those that give at most half as many different years as another. */
function withFewYears(readings: readonly Reading[]): readonly Reading[] {
  const years = (reading: Reading) => new Set(reading.days.map((day) => day?.slice(0, 4))).size;
  const most = Math.max(...readings.map(years));
  const few = readings.filter((reading) => years(reading) * 2 <= most);
  return few.length > 0 ? few : readings;
}
