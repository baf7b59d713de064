import type { Language } from '../../shared/nouns/metadata.ts';
import { localeOf } from './languages.ts';
import { toWallClock } from './wall-clock.ts';

/** Formats exact decimal strings as well as numbers. */
export interface NumberFormatter {
  format(value: number | string): string;
}
export interface DateFormatter {
  format(value: Date): string;
}

/** The formatters of a language whose data the browser lacks. */
export interface IntlData {
  createNumberFormat(options: Intl.NumberFormatOptions): NumberFormatter;
  /** Formats the UTC clock of a date; time zones are the caller's matter. */
  createUtcDateFormat(options: Intl.DateTimeFormatOptions): DateFormatter;
  /** The names of countries by ISO 3166 code. */
  readonly countries: Readonly<Record<string, string>>;
}

/**
 * Makes numbers and dates of the language available: Chromium ships without Armenian and Georgian data and would print
 * English months, so they are loaded where the browser does not know the language.
 */
export async function loadIntl(language: Language, isKnown = knowsLanguage): Promise<void> {
  if (loaded.has(language) || isKnown(language)) return;
  if (language === 'hy') loaded.set(language, (await import('./intl-hy.ts')).armenian);
  if (language === 'ka') loaded.set(language, (await import('./intl-ka.ts')).georgian);
}

export function createNumberFormat(language: Language, options: Intl.NumberFormatOptions = {}): NumberFormatter {
  const data = loaded.get(language);
  if (data) return data.createNumberFormat(options);
  const native = new Intl.NumberFormat(localeOf(language), options);
  return { format: (value) => native.format(value as number) };
}

/** Dates are shown on the clock of `timeZone` (IANA). */
export function createDateFormat(
  language: Language,
  timeZone: string,
  options: Intl.DateTimeFormatOptions,
): DateFormatter {
  const data = loaded.get(language);
  if (!data) return new Intl.DateTimeFormat(localeOf(language), { ...options, timeZone });
  const utc = data.createUtcDateFormat(options);
  return { format: (value) => utc.format(toWallClock(value, timeZone)) };
}

/** The name of a country (ISO 3166) in the language, in English where that is not known; null for what is no country. */
export function findCountryName(language: Language, code: string): string | null {
  const data = loaded.get(language);
  if (data) return data.countries[code] ?? null;
  let names = regionNames.get(language);
  if (!names) {
    names = new Intl.DisplayNames([language, 'en'], { type: 'region', fallback: 'none' });
    regionNames.set(language, names);
  }
  return names.of(code) ?? null;
}

/** Dear to make, cheap to ask. */
const regionNames = new Map<Language, Intl.DisplayNames>();

/** Whether the browser can format the language by itself. */
export function knowsLanguage(language: Language): boolean {
  return Intl.DateTimeFormat.supportedLocalesOf([language]).length > 0;
}

const loaded = new Map<Language, IntlData>();
