import { addDays, addUnits, daysBetween, startOf } from '../../../../shared/dates/iso-date.ts';
import type { Filter } from '../../../../shared/filter/filter.ts';
import type { Span } from '../../list/list-search.ts';

/** Days as ISO dates, the last one not included. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

/** What a record occupies: from its first to its last day, both included. */
export interface Stay {
  readonly first: string;
  readonly last: string;
}

type FirstDay = 0 | 1 | 6;

/** The days that a span around a day shows: a month with the weeks it begins and ends in, four weeks of an agenda. */
export function rangeOf(span: Span, day: string, firstDay: FirstDay): DayRange {
  if (span === 'day') return { from: day, to: addDays(day, 1) };
  if (span === 'agenda') return { from: day, to: addDays(day, 28) };
  if (span === 'week') {
    const from = startOfWeek(day, firstDay);
    return { from, to: addDays(from, 7) };
  }
  const month = startOf(day, 'month');
  const from = startOfWeek(month, firstDay);
  return { from, to: addDays(startOfWeek(addDays(addUnits(month, 1, 'month'), -1), firstDay), 7) };
}

/** The day a step further: the next month, week, day, or four weeks. */
export function stepOf(span: Span, day: string, step: 1 | -1): string {
  if (span === 'day') return addDays(day, step);
  if (span === 'week') return addDays(day, 7 * step);
  return span === 'agenda' ? addDays(day, 28 * step) : addUnits(startOf(day, 'month'), step, 'month');
}

export function daysOf({ from, to }: DayRange): readonly string[] {
  return Array.from({ length: daysBetween(from, to) }, (_, index) => addDays(from, index));
}

/** The records that are there on some day of the range, found by the indexes of their days. */
export function rangeFilter(start: string, end: string | undefined, { from, to }: DayRange): Filter {
  const begins: Filter = { field: start, op: 'atLeast', value: from };
  const before: Filter = { field: start, op: 'lessThan', value: to };
  if (!end) return { all: [begins, before] };
  return { all: [before, { any: [begins, { field: end, op: 'atLeast', value: from }] }] };
}

/** What stands on each day of the range, in the order given. */
export function placeByDay<T>(
  range: DayRange,
  items: readonly T[],
  stayOf: (item: T) => Stay | null,
): ReadonlyMap<string, T[]> {
  const byDay = new Map<string, T[]>(daysOf(range).map((day) => [day, []]));
  for (const item of items) {
    const stay = stayOf(item);
    if (!stay) continue;
    const last = later(stay.first, stay.last);
    let day = later(stay.first, range.from);
    for (; day <= last && day < range.to; day = addDays(day, 1)) byDay.get(day)?.push(item);
  }
  return byDay;
}

/** Days are texts: they compare, but are no numbers. */
function later(one: string, other: string): string {
  if (one < other) return other;
  return one;
}

function startOfWeek(day: string, firstDay: FirstDay): string {
  const monday = startOf(day, 'week');
  if (firstDay === 1) return monday;
  const before = addDays(monday, firstDay === 0 ? -1 : -2);
  return addDays(before, 7) <= day ? addDays(before, 7) : before;
}
