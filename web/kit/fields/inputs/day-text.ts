import type { Language } from '../../../../shared/nouns/metadata.ts';
import { localeOf } from '../../../i18n/languages.ts';
import { readDayWords } from './day-words.ts';

type Order = 'dmy' | 'mdy';

/** English of the United States writes the month first; everybody else here the day. */
function orderOf(language: string): Order {
  return localeOf(language as Language) === 'en-US' ? 'mdy' : 'dmy';
}

/** The pattern days are typed in, as the calendar library spells it. */
export function calendarFormat(language: string): string {
  if (orderOf(language) === 'mdy') return 'MM/DD/YYYY';
  return language === 'en' ? 'DD/MM/YYYY' : 'DD.MM.YYYY';
}

/** The same pattern in the letters of the language, for a person to read. */
export function dayPattern(language: string): string {
  const [day, month, year] = patternLetters[language as Language];
  return calendarFormat(language).replaceAll('D', day).replaceAll('M', month).replaceAll('Y', year);
}

/** How day, month and year begin. */
const patternLetters: Readonly<Record<Language, readonly [string, string, string]>> = {
  en: ['D', 'M', 'Y'],
  ru: ['Д', 'М', 'Г'],
  bg: ['Д', 'М', 'Г'],
  hy: ['Օ', 'Ա', 'Տ'],
  ka: ['დ', 'თ', 'წ'],
};

/**
 * Reads a typed day ("1.3.17", "2017-03-01", "3/1/2017" in the United States) into an ISO date; null for what is no day.
 * Two digits of a year mean 1930 to 2029.
 */
export function parseDay(typed: string, language: string): string | null {
  const parts = typed
    .trim()
    .split(/[.\-/\s]+/)
    .filter(Boolean);
  const [one = '', two = '', three = ''] = parts;
  if (parts.length !== 3 || !parts.every((part) => /^\d{1,4}$/.test(part))) return null;
  if (one.length === 4) return isoDay(one, two, three);
  return orderOf(language) === 'mdy' ? isoDay(three, one, two) : isoDay(three, two, one);
}

/** A day as it is typed, or said in words in any language ("tomorrow", "in 2 weeks"), counted from `today`; null for what is none. */
export function readDay(typed: string, language: string, today: string): string | null {
  return parseDay(typed, language) ?? readDayWords(typed, today);
}

export interface TypedMoment {
  /** ISO date. */
  readonly day: string;
  /** "10:00"; absent where only a day was typed. */
  readonly clock?: string;
}

/** A day and, after it, the hour ("tomorrow at 10", "завтра в 9:30", "24.11.2026 14:00"); null for what is no day. */
export function readMoment(typed: string, language: string, today: string): TypedMoment | null {
  const day = readDay(typed, language, today);
  if (day) return { day };
  const parts = hourAtEnd.exec(typed.trim());
  const before = parts && readDay(parts.groups?.day ?? '', language, today);
  const clock = parts && readClock(parts.groups ?? {});
  return before && clock ? { day: before, clock } : null;
}

const hourAtEnd =
  /^(?<day>.+?)(?:,\s*|\s+)(?:(?:at|в|във|ժամը)\s+)?(?<hour>\d{1,2})(?::(?<minute>\d\d))?\s*(?<half>[ap]m)?(?:-?ին|\s*(?:ч|час|часа|часов|საათზე))?$/iu;

function readClock({ hour = '', minute = '00', half }: Readonly<Record<string, string | undefined>>): string | null {
  const given = Number(hour);
  const isHalf = half === undefined ? given < 24 : given >= 1 && given <= 12;
  if (!isHalf || Number(minute) > 59) return null;
  const shown = half === undefined ? given : (given % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  return `${String(shown).padStart(2, '0')}:${minute}`;
}

function isoDay(year: string, month: string, day: string): string | null {
  const short = Number(year);
  const full = year.length > 2 ? short : short + (short < 30 ? 2000 : 1900);
  const iso = `${String(full).padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${iso}T00:00:00Z`);
  // 31 February would silently become a day of March.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : null;
}

/** An ISO date in the pattern days are typed in. */
export function dayText(day: string, language: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return calendarFormat(language).replace('DD', date).replace('MM', month).replace('YYYY', year);
}
