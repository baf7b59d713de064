import { isIsoDate } from '../../../shared/dates/iso-date.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import { categoryOf, daysOfUnit, isId, pick, pickFilters } from './address-values.ts';

export const periods = [
  'all',
  ...(['thisMonth', 'lastMonth', 'thisQuarter', 'lastQuarter', 'thisYear', 'lastYear'] as const),
  'custom',
] as const;
export type Period = (typeof periods)[number];

/** What the report keeps in the URL: a named period, which moves with the calendar, or its days; and what it is about. */
export interface ReportSearch {
  /** `all` when absent. */
  readonly period?: Exclude<Period, 'all'> | undefined;
  /** ISO dates, of a `custom` period. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly pipeline?: string | undefined;
  readonly owner?: string | undefined;
  readonly team?: string | undefined;
  readonly product?: string | undefined;
  /** Further conditions on the deals, and by what of their clients they are grouped too. */
  readonly filter?: Filter | undefined;
  readonly category?: string | undefined;
}

export const subjects = ['pipeline', 'owner', 'team', 'product'] as const;

/** Reads the report's state out of URL search parameters; what does not fit is dropped. */
export function parseReportSearch(raw: Readonly<Record<string, unknown>>): ReportSearch {
  const period = periods.find((one) => one === raw.period && one !== 'all');
  const days = period === 'custom' ? pick(raw, ['from', 'to'], isIsoDate) : {};
  const about = { ...pick(raw, subjects, isId), ...categoryOf(raw), ...pickFilters(raw, ['filter']) };
  return { ...(period ? { period } : {}), ...days, ...about } as ReportSearch;
}

/** What the server is asked: the period as its first and last day. */
export function toQuestion({ period, from, to, ...about }: ReportSearch, today: string): Omit<ReportSearch, 'period'> {
  return { ...about, ...(period === 'custom' ? { from, to } : period ? daysOf(period, today) : {}) };
}

function daysOf(period: Exclude<Period, 'all' | 'custom'>, today: string): { from: string; to: string } {
  const unit = period.endsWith('Month') ? 'month' : period.endsWith('Quarter') ? 'quarter' : 'year';
  return daysOfUnit(today, unit, period.startsWith('last'));
}
