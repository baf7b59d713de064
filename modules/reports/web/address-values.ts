import { addDays, addUnits, startOf } from '../../../shared/dates/iso-date.ts';

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

export const isId = (text: string) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);

/** The first and the last day (ISO) of the unit that runs on that day, or of the one before. */
export function daysOfUnit(today: string, unit: 'week' | 'month' | 'quarter' | 'year', isLast: boolean) {
  const current = startOf(today, unit);
  const from = isLast ? addUnits(current, -1, unit) : current;
  return { from, to: addDays(addUnits(from, 1, unit), -1) };
}
