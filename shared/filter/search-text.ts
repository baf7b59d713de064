import { personNameText } from '../names/person-name.ts';
import type { Field } from '../nouns/field.ts';
import type { Noun } from '../nouns/noun.ts';
import type { Address, Email, FileReference, Location, PersonName, Phone, Url } from '../nouns/value.ts';
import { homeDigits } from '../phones/phone.ts';
import { digitsOf, foldText, searchWords } from '../text/fold.ts';
import { jsonText } from '../text/json-text.ts';
import { plainTextOf } from '../text/rich-text.ts';
import { type NearPattern, nearPatterns, occursNearly } from '../text/typing-errors.ts';

/**
 * The folded text a record is found by: its `search` fields, one a line. Phones give their number, their original and the
 * digits of both and of the number as it is dialled at home. `values` are a record's JSON or a new record's values by field name.
 */
export function searchTextOf(values: Readonly<Record<string, unknown>>, noun: Noun): string {
  const lines = Object.entries(noun.fields)
    .filter(([, field]) => field.search)
    .flatMap(([name, field]) => linesOf(field, values[name]));
  return foldText(lines.filter((line) => line !== '').join('\n'));
}

/**
 * Whether every word of the query, in any of its spellings, occurs in the search text. Where all words are short, they occur
 * at the beginning of words. No word at all matches. `near`: each word may have one typing error.
 */
export function matchesSearch(query: string, searchText: string, near = false): boolean {
  const words = searchWords(query);
  if (near) {
    return words.every((variants) => {
      const patterns = nearPatternsOf(variants, words.length);
      return patterns
        ? patterns.some((pattern) => occursNearly(pattern, searchText))
        : variants.some((variant) => searchText.includes(variant));
    });
  }
  const occurs = words.every(isShort) ? beginsWord : (text: string, variant: string) => text.includes(variant);
  return words.every((variants) => variants.some((variant) => occurs(searchText, variant)));
}

/** The most words of a query in which typing errors are looked for. */
const mostNearWords = 3;

/** What a word, in its likeliest spelling, is found by when it has a typing error; null where none is looked for. */
export function nearPatternsOf(variants: readonly string[], words: number): readonly NearPattern[] | null {
  return words > mostNearWords ? null : nearPatterns(variants[0] ?? '');
}

/** Whether the index can not find a word: it knows what holds three letters or digits in a row. */
export function isShort(variants: readonly string[]): boolean {
  return variants.some((variant) => !/[\p{L}\p{N}]{3}/u.test(variant));
}

/** What stands before a word of the search text that is not its first. */
export const wordBreaks = [' ', '\n'] as const;

function beginsWord(searchText: string, variant: string): boolean {
  return searchText.startsWith(variant) || wordBreaks.some((separator) => searchText.includes(separator + variant));
}

function linesOf(field: Field, value: unknown): readonly string[] {
  if (value === undefined || value === null) return [];
  switch (field.kind) {
    case 'personName':
      return [personNameText(value as PersonName, 'en')];
    case 'emails':
    case 'urls':
      return (value as readonly (Email | Url)[]).map(({ address }) => address);
    case 'phones':
      return (value as readonly Phone[]).flatMap(phoneLines);
    case 'files':
      return (value as readonly FileReference[]).map(({ name }) => name ?? '');
    case 'richText':
      return [plainTextOf(String(value))];
    case 'json':
      return [jsonText(value)];
    case 'location':
      return [(value as Location).label ?? ''];
    case 'address':
      return Object.values(value as Address);
    default:
      return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
  }
}

/** Whoever rings from the same country leaves its code out and puts a zero, or an eight, in front. */
function phoneLines(phone: Phone): readonly string[] {
  const { number, original } = phone;
  return [...new Set([number, original, digitsOf(number), digitsOf(original), homeDigits(phone) ?? ''])];
}
