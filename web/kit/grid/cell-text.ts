import type { Language } from '../../../shared/nouns/metadata.ts';
import type { Email, Link, Location, Money, PersonName, Phone, Reference, Url } from '../../../shared/nouns/value.ts';
import { harmlessCell } from '../../../shared/text/spreadsheet-cell.ts';
import type { Format } from '../../i18n/format.ts';
import type { NamedField } from '../data/named-field.ts';
import { isEmptyValue } from '../data/record-values.ts';
import { dayText } from '../fields/inputs/day-text.ts';
import { editableDecimal } from '../fields/inputs/decimal-text.ts';
import { toZonedParts } from '../fields/inputs/zoned-time.ts';

/** How texts of cells are written and read. */
export interface CellWords {
  readonly language: Language;
  readonly timeZone: string;
  /** The currency that amounts without one are in. */
  readonly currency: string;
  readonly yes: string;
  readonly no: string;
  readonly format: Pick<Format, 'personName'>;
  /** What an option of a field is called. */
  readonly option: (field: NamedField, value: string) => string;
}

/** A value as text that a spreadsheet of the language understands, and that can be read back (`readCell`). */
export function cellText(field: NamedField, value: unknown, words: CellWords): string {
  if (isEmptyValue(value)) return '';
  switch (field.kind) {
    case 'number':
    case 'rating':
      return editableDecimal(plainDecimal(Number(value)), words.language);
    case 'percent':
      return `${editableDecimal(plainDecimal(Number(value)), words.language)}%`;
    case 'money':
      return moneyText(value as Money, words);
    case 'date':
      return dayText(String(value), words.language);
    case 'datetime':
      return momentText(String(value), words);
    case 'boolean':
      return value === true ? words.yes : words.no;
    case 'json':
      return JSON.stringify(value);
    default:
      return harmlessCell(wordsOf(field, value, words));
  }
}

function wordsOf(field: NamedField, value: unknown, words: CellWords): string {
  switch (field.kind) {
    case 'choice':
      return words.option(field, String(value));
    case 'choices':
      return listed((value as readonly string[]).map((one) => words.option(field, one)));
    case 'emails':
    case 'urls':
      return listed((value as readonly (Email | Url)[]).map(({ address }) => address));
    case 'phones':
      return listed((value as readonly Phone[]).map(({ original, number }) => original || number));
    case 'member':
    case 'relation':
    case 'anyRelation':
      return (value as Reference).label ?? '';
    case 'links':
      return listed((value as readonly Link[]).map(({ label }) => label ?? ''));
    case 'personName':
      return words.format.personName(value as PersonName);
    case 'richText':
      return textOfMarkup(String(value));
    case 'location':
      return `${(value as Location).latitude}, ${(value as Location).longitude}`;
    case 'address':
      return Object.values(value as object)
        .filter(Boolean)
        .join(', ');
    case 'files':
      return listed((value as readonly { readonly name: string }[]).map(({ name }) => name));
    default:
      return String(value);
  }
}

const listed = (parts: readonly string[]): string => parts.join('; ');

const textOfMarkup = (markup: string): string =>
  new DOMParser()
    .parseFromString(markup.replace(/<\/(p|li|h2|h3|pre|blockquote)>|<br\s*\/?>/g, '$&\n'), 'text/html')
    .body.textContent?.trim() ?? '';

/** Amounts in the usual currency are plain numbers, which a spreadsheet can add up. */
function moneyText({ amount, currency }: Money, words: CellWords): string {
  const text = editableDecimal(amount, words.language);
  return currency === words.currency ? text : `${text} ${currency}`;
}

function momentText(value: string, words: CellWords): string {
  const [day, clock] = toZonedParts(value, words.timeZone);
  return `${dayText(day, words.language)} ${clock}`;
}

/** Without an exponent. */
function plainDecimal(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  return Math.abs(value) < 1 ? value.toFixed(20).replace(/0+$/, '') : BigInt(value).toString();
}
