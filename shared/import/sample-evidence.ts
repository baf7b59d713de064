import { findEmailAddresses } from '../emails/email.ts';
import type { FieldPath } from '../filter/field-path.ts';
import { coreOf, detectNumberFormat } from '../money/number-format.ts';
import { parseAmount } from '../money/parse-amount.ts';
import type { Noun } from '../nouns/noun.ts';
import { detectDateFormat } from './date-format.ts';
import { parseBoolean } from './parse-boolean.ts';

/** Whether most of a column's values could be values of the field. An empty column suits any. */
export function suitsSamples(target: FieldPath, samples: readonly string[]): boolean {
  const filled = samples.filter((text) => text.trim() !== '');
  const most = (fits: (text: string) => boolean) => filled.filter(fits).length * 2 >= filled.length;
  if (filled.length === 0 || target.part !== null) return true;
  switch (target.field.kind) {
    case 'date':
    case 'datetime':
      return detectDateFormat(filled).format !== null;
    case 'number':
    case 'percent':
    case 'rating':
    case 'money': {
      const { format } = detectNumberFormat(filled);
      return most((text) => coreOf(text) !== '' && parseAmount(text, format) !== null);
    }
    case 'boolean':
      return most((text) => parseBoolean(text) !== null);
    case 'emails':
      return most((text) => findEmailAddresses(text).length > 0);
    case 'phones':
      return most(isPhoneLike);
    default:
      return true;
  }
}

/** Fields the values speak for by themselves, whatever the column is called: e-mail addresses, phone numbers, links. */
export function likelyPaths(samples: readonly string[], noun: Noun): string[] {
  const filled = samples.map((text) => text.trim()).filter((text) => text !== '');
  if (filled.length === 0) return [];
  const fieldOf = (fits: (field: Noun['fields'][string]) => boolean) =>
    Object.entries(noun.fields)
      .filter(([, field]) => fits(field))
      .slice(0, 1)
      .map(([name]) => name);
  if (filled.every((text) => findEmailAddresses(text).length > 0)) return fieldOf(({ kind }) => kind === 'emails');
  if (filled.every(isPhoneLike)) return fieldOf(({ kind }) => kind === 'phones');
  if (!filled.every((text) => /^(https?:\/\/|www\.)/i.test(text))) return [];
  return fieldOf((field) => field.kind === 'urls' || (field.kind === 'text' && field.format === 'url'));
}

function isPhoneLike(text: string): boolean {
  const digits = text.replace(/\D/g, '');
  return digits.length >= 6 && /[+\s()-]/.test(text) && /^[+\d\s()./,;x-]+$/i.test(text) && !isDateLike(text);
}

function isDateLike(text: string): boolean {
  return detectDateFormat([text]).format !== null;
}
