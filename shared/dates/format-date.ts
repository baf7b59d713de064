import { toMs } from './iso-date.ts';

export type DateStyle = 'full' | 'long' | 'medium' | 'short';

/** A calendar day as people of the locale write it. */
export function formatDate(date: string, locale: string, dateStyle: DateStyle = 'medium'): string {
  return new Intl.DateTimeFormat(locale, { dateStyle, timeZone: 'UTC' }).format(toMs(date));
}

/** An instant (ISO 8601) as day and time in a time zone. */
export function formatDateTime(
  instant: string,
  locale: string,
  timeZone: string,
  dateStyle: DateStyle = 'medium',
): string {
  return new Intl.DateTimeFormat(locale, { dateStyle, timeStyle: 'short', timeZone }).format(new Date(instant));
}
