import type { RelativeDay } from '../../../shared/filter/filter.ts';

/** A day counted from today instead of one in the calendar. */
export function isRelativeDay(value: unknown): value is RelativeDay {
  return typeof value === 'object' && value !== null && 'from' in value;
}

export const relativeBases = ['today', 'startOfWeek', 'startOfMonth', 'startOfQuarter', 'startOfYear'] as const;
export const relativeUnits = ['day', 'week', 'month', 'quarter', 'year'] as const;
