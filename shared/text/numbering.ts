/** The form of numbers the server gives, taken apart. */
const token = /\{(YYYY|YY|MM|DD|0{1,12})\}/g;

/** Whether the form has the counter exactly once and no other braces than those it knows. */
export function isNumbering(text: string): boolean {
  const counters = [...text.matchAll(token)].filter(([, name]) => name?.startsWith('0'));
  return counters.length === 1 && !/[{}]/.test(text.replace(token, ''));
}

/**
 * Which counter numbers of that day are counted by: one for each year, month or day that the form names. How many digits it
 * has plays no part.
 */
export function counterOf(numbering: string, day: string): string {
  return filled(numbering, day, () => '{0}');
}

/** The number as it is written, e.g. `INV-2026-0007`. */
export function writeNumber(numbering: string, day: string, count: number): string {
  return filled(numbering, day, (noughts) => String(count).padStart(noughts.length, '0'));
}

function filled(numbering: string, day: string, counter: (noughts: string) => string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  const days: Readonly<Record<string, string>> = { YYYY: year, YY: year.slice(-2), MM: month, DD: date };
  return numbering.replace(token, (_, name: string) => days[name] ?? counter(name));
}
