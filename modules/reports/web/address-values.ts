import { addDays, addUnits, startOf } from '../../../shared/dates/iso-date.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import { isFilter } from '../../../web/kit/filter/filter-tree.ts';

/** Of an address's parameters those named that fit; what does not fit is dropped. */
export function pick(
  raw: Readonly<Record<string, unknown>>,
  names: readonly string[],
  fits: (text: string) => boolean,
): Record<string, string> {
  const found = names.flatMap((name) => {
    const value = raw[name];
    return typeof value === 'string' && fits(value) ? [[name, value]] : [];
  });
  return Object.fromEntries(found) as Record<string, string>;
}

/** By what of the client a report is grouped: `company.lifecycle`. */
export function categoryOf(raw: Readonly<Record<string, unknown>>): { readonly category?: string } {
  return pick(raw, ['category'], (text) => /^(company|person|people)\.\w{1,100}$/.test(text));
}

/** Of an address's parameters those named that are filters. */
export function pickFilters<K extends string>(
  raw: Readonly<Record<string, unknown>>,
  names: readonly K[],
): { readonly [N in K]?: Filter } {
  const found = names.flatMap((name) => (isFilter(raw[name]) ? [[name, raw[name]]] : []));
  return Object.fromEntries(found) as { readonly [N in K]?: Filter };
}

export const isId = (text: string) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);

/** The first and the last day (ISO) of the unit that runs on that day, or of the one before. */
export function daysOfUnit(today: string, unit: 'week' | 'month' | 'quarter' | 'year', isLast: boolean) {
  const current = startOf(today, unit);
  const from = isLast ? addUnits(current, -1, unit) : current;
  return { from, to: addDays(addUnits(from, 1, unit), -1) };
}
