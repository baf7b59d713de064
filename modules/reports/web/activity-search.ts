import { addDays, daysBetween, isIsoDate } from '../../../shared/dates/iso-date.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import { categoryOf, daysOfUnit, isId, pick, pickFilters } from './address-values.ts';

export const activityPeriods = [
  'today',
  'sevenDays',
  'thisWeek',
  'lastWeek',
  'thisMonth',
  'lastMonth',
  'thisQuarter',
  'thisYear',
  'custom',
] as const;
export type ActivityPeriod = (typeof activityPeriods)[number];

/** Where nothing is said: a week that has just begun would show noughts on a Monday morning. */
export const usualPeriod: ActivityPeriod = 'sevenDays';

/** What the report of activities keeps in the URL. */
export interface ActivitySearch {
  readonly period?: ActivityPeriod | undefined;
  /** ISO dates, of a `custom` period. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly team?: string | undefined;
  readonly member?: string | undefined;
  /** Which clients it is about, and by what of them the figures are grouped too. */
  readonly company?: Filter | undefined;
  readonly person?: Filter | undefined;
  readonly category?: string | undefined;
}

/** Reads the report's state out of URL search parameters; what does not fit is dropped. */
export function parseActivitySearch(raw: Readonly<Record<string, unknown>>): ActivitySearch {
  const period = activityPeriods.find((one) => one === raw.period);
  const days = period === 'custom' ? pick(raw, ['from', 'to'], isIsoDate) : {};
  return {
    ...(period ? { period } : {}),
    ...days,
    ...pick(raw, ['team', 'member'], isId),
    ...categoryOf(raw),
    ...pickFilters(raw, ['company', 'person']),
  };
}

export interface ActivityQuestion extends Pick<ActivitySearch, 'team' | 'member' | 'company' | 'person' | 'category'> {
  readonly from: string;
  readonly to: string;
  readonly by: 'day' | 'week' | 'month' | 'quarter';
}

/** What the server is asked: first and last day, and the spans of the picture: some dozen of them. */
export function toActivityQuestion(
  { period = usualPeriod, from, to, ...about }: ActivitySearch,
  today: string,
): ActivityQuestion {
  const days = period === 'custom' ? { from: from ?? today, to: to ?? today } : daysOf(period, today);
  const length = daysBetween(days.from, days.to);
  const by = length <= 14 ? 'day' : length <= 100 ? 'week' : length <= 750 ? 'month' : 'quarter';
  return { ...days, by, ...about };
}

const units = ['week', 'month', 'quarter', 'year'] as const;

function daysOf(period: Exclude<ActivityPeriod, 'custom'>, today: string): { from: string; to: string } {
  if (period === 'today') return { from: today, to: today };
  if (period === 'sevenDays') return { from: addDays(today, -6), to: today };
  const unit = units.find((one) => period.toLowerCase().endsWith(one)) ?? 'year';
  return daysOfUnit(today, unit, period.startsWith('last'));
}
