import type { TFunction } from 'i18next';
import type { Language } from '../../shared/nouns/metadata.ts';
import type { Money, PersonName } from '../../shared/nouns/value.ts';
import { createDateFormat, createNumberFormat, type NumberFormatter } from './intl.ts';
import { localeOf } from './languages.ts';
import { dayOf } from './wall-clock.ts';

export interface FormatSettings {
  readonly language: Language;
  /** IANA name of the zone in which moments are shown. */
  readonly timeZone: string;
  readonly t: TFunction;
  readonly now?: () => Date;
  /** Every amount shows its cents; else only those that have some. */
  readonly cents?: boolean;
}

/** How values read in one language and time zone. Empty values (null) read as ''. */
export interface Format {
  /** A day: an ISO date (`2017-03-01`, no zone) or a moment. */
  date(value: string | Date | null | undefined, style?: 'short' | 'medium' | 'long'): string;
  dateTime(value: string | Date | null | undefined): string;
  time(value: string | Date | null | undefined): string;
  /** "March 2017". */
  month(value: string | Date | null | undefined): string;
  /** The name of a day's weekday: "Wednesday", "Wed". */
  weekday(value: string | Date | null | undefined, style: 'long' | 'short'): string;
  /** The name of a month alone, 1 for January. */
  monthName(month: number): string;
  /** "today", "in 3 days", "5 days ago"; further than a week away the date. */
  relativeDay(value: string | Date | null | undefined): string;
  /** The same with the hour of a moment: "tomorrow at 10:00"; a day (`2017-03-01`) has none. */
  relativeMoment(value: string | Date | null | undefined): string;
  number(value: number | string | null | undefined, options?: Intl.NumberFormatOptions): string;
  money(value: Money | null | undefined, options?: { readonly compact?: boolean }): string;
  /** `0.125` reads as 12.5 %. */
  percent(value: number | null | undefined, digits?: number): string;
  personName(value: PersonName | null | undefined): string;
  list(values: readonly string[]): string;
  /** In the quotation marks of the language: “a”, «а», „а“. */
  quote(text: string): string;
  /** 0 for Sunday, 1 for Monday. */
  readonly firstDayOfWeek: 0 | 1 | 6;
}

export function createFormat(settings: FormatSettings): Format {
  const { language, timeZone, t, now = () => new Date(), cents = false } = settings;
  return {
    ...createDates(language, timeZone, t, now),
    ...createNumbers(language, cents),
    personName: (value) => (value ? orderName(language, value).filter(Boolean).join(' ') : ''),
    list: (values) => joinList(language, values),
    quote: (text) => quotationMarks[language].join(text),
    firstDayOfWeek: findFirstDay(language),
  };
}

/** As books of the language have them. */
const quotationMarks: Readonly<Record<Language, readonly [string, string]>> = {
  ...{ en: ['“', '”'], ru: ['«', '»'], bg: ['„', '“'], hy: ['«', '»'], ka: ['„', '“'] },
};

function createDates(language: Language, timeZone: string, t: TFunction, now: () => Date) {
  const date: Format['date'] = (value, style = 'medium') => show(language, timeZone, value, dateStyles[style]);
  const dateTime = (value: Value) => show(language, timeZone, value, { ...dateStyles.medium, ...clock });
  const time = (value: Value) => show(language, timeZone, value, clock);
  /** How many days from today, for what is no further than a week. */
  const findNear = (value: Value): number | null => {
    if (!value || !isTime(value)) return null;
    const days = daysBetween(dayOf(now(), timeZone), isDay(value) ? value : dayOf(new Date(value), timeZone));
    return Math.abs(days) > 7 ? null : days;
  };
  return {
    date,
    dateTime,
    time,
    month: (value: Value) => show(language, timeZone, value, { month: 'long', year: 'numeric' }),
    weekday: (value: Value, style: 'long' | 'short') => show(language, timeZone, value, { weekday: style }),
    monthName: (month: number) =>
      createDateFormat(language, 'UTC', { month: 'long' }).format(new Date(Date.UTC(2024, month - 1, 15))),
    relativeDay(value: Value) {
      const days = findNear(value);
      return days === null ? date(value) : relativeText(t, days);
    },
    relativeMoment(value: Value) {
      const days = findNear(value);
      if (!value || isDay(value) || !isTime(value)) return days === null ? date(value) : relativeText(t, days);
      return days === null
        ? dateTime(value)
        : t('shell:relative.at', { day: relativeText(t, days), time: time(value) });
    },
  };
}

function createNumbers(language: Language, cents: boolean) {
  return {
    number: (value: number | string | null | undefined, options: Intl.NumberFormatOptions = {}) =>
      value === null || value === undefined ? '' : numberFormat(language, options).format(value),
    money: (value: Money | null | undefined, { compact = false } = {}) =>
      value ? numberFormat(language, moneyOptions(value, compact, cents || hasCents(value))).format(value.amount) : '',
    percent: (value: number | null | undefined, digits = 1) =>
      value === null || value === undefined
        ? ''
        : numberFormat(language, { style: 'percent', maximumFractionDigits: digits }).format(value),
  };
}

/** Whether an amount is more than a whole number of its currency. */
export const hasCents = ({ amount }: Money): boolean => !/^-?\d+(\.0*)?$/.test(amount);

type Value = string | Date | null | undefined;

const clock = { hour: '2-digit', minute: '2-digit' } as const;
const dateStyles = {
  short: { day: '2-digit', month: '2-digit', year: 'numeric' },
  medium: { day: 'numeric', month: 'short', year: 'numeric' },
  long: { day: 'numeric', month: 'long', year: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

const isTime = (value: string | Date): boolean => !Number.isNaN(new Date(value).getTime());
const isDay = (value: string | Date): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);

/** A day has no zone: it is the same day everywhere. */
function show(language: Language, timeZone: string, value: Value, options: Intl.DateTimeFormatOptions): string {
  if (!value) return '';
  // An address typed by hand, a value of another system: what is no date is shown as it is.
  if (!isTime(value)) return String(value);
  const zone = isDay(value) ? 'UTC' : timeZone;
  return cached(`${language} ${zone} ${JSON.stringify(options)}`, dateFormats, () =>
    createDateFormat(language, zone, options),
  ).format(new Date(value));
}

function moneyOptions(value: Money, compact: boolean, cents: boolean): Intl.NumberFormatOptions {
  const options: Intl.NumberFormatOptions = { style: 'currency', currency: value.currency };
  if (compact) return { ...options, notation: 'compact', maximumFractionDigits: 1 };
  return cents ? options : { ...options, minimumFractionDigits: 0, maximumFractionDigits: 0 };
}

const numberFormat = (language: Language, options: Intl.NumberFormatOptions): NumberFormatter =>
  cached(`${language} ${JSON.stringify(options)}`, numberFormats, () => createNumberFormat(language, options));

const numberFormats = new Map<string, NumberFormatter>();
const dateFormats = new Map<string, ReturnType<typeof createDateFormat>>();

function cached<T>(key: string, cache: Map<string, T>, create: () => T): T {
  let value = cache.get(key);
  if (value === undefined) {
    value = create();
    cache.set(key, value);
  }
  return value;
}

const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

function relativeText(t: TFunction, days: number): string {
  if (days === 0) return t('shell:relative.today');
  if (days === 1) return t('shell:relative.tomorrow');
  if (days === -1) return t('shell:relative.yesterday');
  return days > 0 ? t('shell:relative.inDays', { count: days }) : t('shell:relative.daysAgo', { count: -days });
}

/** Russian papers and lists put the family name first. */
function orderName(language: Language, { prefix, given, middle, family }: PersonName) {
  return language === 'ru' ? [family, given, middle] : [prefix, given, middle, family];
}

const conjunctions: Readonly<Record<Language, string>> = { en: 'and', ru: 'и', bg: 'и', hy: 'և', ka: 'და' };

function joinList(language: Language, values: readonly string[]): string {
  if (values.length < 2) return values.join('');
  return `${values.slice(0, -1).join(', ')} ${conjunctions[language]} ${values.at(-1)}`;
}

/** Monday, but for English in a region whose week starts otherwise. */
function findFirstDay(language: Language): 0 | 1 | 6 {
  if (language !== 'en') return 1;
  const locale = new Intl.Locale(localeOf(language)) as Intl.Locale & WeekInfo;
  const first = (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay;
  return first === 7 ? 0 : first === 6 ? 6 : 1;
}

interface WeekInfo {
  getWeekInfo?(): { firstDay: number };
  weekInfo?: { firstDay: number };
}
