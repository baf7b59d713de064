import type { Phone } from '../nouns/value.ts';
import { homeDigits } from './phone.ts';

/** Digits by which a number is looked for: those at its end are the same however it is written. */
const searchedDigits = 8;
/** Fewer digits than this say nothing: inner lines, what was cut off. */
const fewestDigits = 3;

/** As many digits as have their country's code among them; eleven after an eight are a Russian number dialled at home. */
const hasCountry = /^(?!8\d{10}$)[1-9]\d{10,}$/;

/** A number somebody calls from, as the telephone gave it. */
export interface CallNumber {
  /** As it is shown, and kept for a new card: with its plus where it has one or must have had. */
  readonly text: string;
  readonly digits: string;
}

/**
 * The number in an address, in whatever form a telephone puts it there: `+374 10 512300`, `tel:+37410512300`, `0037410512300`,
 * `010512300`. A plus is a space by the time an address is read; a number that long has its country's code without one, too.
 * Null where there is none.
 */
export function readCallNumber(given: unknown): CallNumber | null {
  const written = String(given ?? '')
    .replace(/^\s*(tel|callto|sips?):/i, '')
    .replace(/[@;].*$/, '');
  const all = written.replace(/\D/g, '');
  if (all.length < fewestDigits) return null;
  const digits = all.replace(/^00/, '');
  const isInternational = digits !== all || /^[\s+]/.test(written) || hasCountry.test(digits);
  return { digits, text: isInternational ? `+${digits}` : written.trim() };
}

/** What a list is searched for, to find whoever may have the number. */
export const searchTermOf = ({ digits }: CallNumber): string => digits.slice(-searchedDigits);

/** Whether it is this number: wholly, or in the way it is dialled within its country. */
export function isCalledBy({ text, digits }: CallNumber, phone: Phone): boolean {
  const kept = phone.number.replace(/\D/g, '');
  if (kept === digits || homeDigits(phone) === digits) return true;
  if (text.startsWith('+') && phone.number.startsWith('+')) return false;
  const [short, long] = kept.length < digits.length ? [kept, digits] : [digits, kept];
  const local = short.replace(/^0/, '');
  return local.length >= 6 && long.endsWith(local);
}
