import { valueInput } from '../contract/value-schemas.ts';
import { localDate, localDayRange } from '../dates/time-zone.ts';
import { findEmailAddresses } from '../emails/email.ts';
import { type DateFormat, detectDateFormat, parseDateTimeWith, parseDateWith } from '../import/date-format.ts';
import { parseBoolean } from '../import/parse-boolean.ts';
import { coreOf, detectNumberFormat, type NumberFormat } from '../money/number-format.ts';
import { parseAmount, parseMoney } from '../money/parse-amount.ts';
import { parsePhones } from '../phones/phone.ts';
import { parseUrl } from '../urls/url.ts';
import type { ChoiceOption, Field, FieldKind } from './field.ts';
import type { Money } from './value.ts';

/** The kinds whose values can become values of another of them; numbers given by the server can only become others. */
export const convertibleKinds = [
  ...['text', 'longText', 'number', 'percent', 'rating', 'money', 'date', 'datetime', 'boolean'],
  ...['choice', 'choices', 'emails', 'phones', 'urls'],
] as const satisfies readonly FieldKind[];

export function isConvertible(kind: string): boolean {
  return kind === 'autonumber' || (convertibleKinds as readonly string[]).includes(kind);
}

/** How values are written and read where the kinds alone do not say it. */
export interface Manner {
  /** Of amounts that name none. */
  readonly currency: string;
  readonly timeZone: string;
  readonly language: string;
  readonly numbers?: NumberFormat | undefined;
  readonly dates?: DateFormat | null | undefined;
}

/** How most of the texts write numbers and days. */
export function mannerOf(texts: readonly string[]): Pick<Manner, 'numbers' | 'dates'> {
  const numbers = detectNumberFormat(texts.map(coreOf).filter(Boolean)).format;
  return { numbers, dates: detectDateFormat(texts).format };
}

/** What a value of `from` is as a value of `to`, in the form that is stored; undefined where it is none. */
export function convertValue(from: Field, to: Field, value: unknown, manner: Manner): unknown {
  const meant =
    directly(from.kind, to.kind, value, manner) ?? readAs(to, textOfValue(from, value, manner.language), manner);
  if (meant === undefined || meant === null) return undefined;
  const checked = valueInput(to).safeParse(meant);
  return checked.success ? checked.data : undefined;
}

const figures: ReadonlySet<FieldKind> = new Set(['number', 'percent', 'rating']);

/** Where the value says all that the other kind wants to know. */
function directly(from: FieldKind, to: FieldKind, value: unknown, manner: Manner): unknown {
  if (from === to || (figures.has(from) && figures.has(to))) return value;
  if (figures.has(from) && to === 'money') return { amount: String(value), currency: manner.currency };
  if (from === 'money' && figures.has(to)) return Number((value as Money).amount);
  if (from === 'boolean' && figures.has(to)) return value ? 1 : 0;
  if (from === 'date' && to === 'datetime') return localDayRange(manner.timeZone, String(value)).start.toISOString();
  if (from === 'datetime' && to === 'date') return localDate(manner.timeZone, new Date(String(value)));
  if (from === 'choice' && to === 'choices') return [value];
  const [only, ...others] = from === 'choices' && to === 'choice' ? (value as readonly string[]) : [];
  return others.length === 0 ? only : undefined;
}

const words: Readonly<Record<string, readonly [yes: string, no: string]>> = {
  en: ['yes', 'no'],
  ru: ['да', 'нет'],
  bg: ['да', 'не'],
  hy: ['այո', 'ոչ'],
  ka: ['დიახ', 'არა'],
};

/** The value as a text that says it to people and can be read back. */
export function textOfValue(field: Field, value: unknown, language: string): string {
  const list = (key: string) => (value as readonly Record<string, string>[]).map((one) => one[key] ?? '').join(', ');
  switch (field.kind) {
    case 'money':
      return `${(value as Money).amount} ${(value as Money).currency}`;
    case 'boolean':
      return (words[language] ?? ['yes', 'no'])[value ? 0 : 1] ?? '';
    case 'choice':
      return labelOf(field.options, String(value), language);
    case 'choices':
      return (value as readonly string[]).map((one) => labelOf(field.options, one, language)).join(', ');
    case 'emails':
    case 'urls':
      return list('address');
    case 'phones':
      return list('original');
    default:
      return String(value);
  }
}

function labelOf(options: readonly ChoiceOption[], value: string, language: string): string {
  const label = options.find((option) => option.value === value)?.label;
  return label?.[language] ?? Object.values(label ?? {})[0] ?? value;
}

function readAs(to: Field, text: string, manner: Manner): unknown {
  switch (to.kind) {
    case 'text':
      // A text is one line; a value of several would lose its lines.
      return /[\r\n]/.test(text) ? null : text;
    case 'longText':
      return text;
    case 'number':
    case 'percent':
    case 'rating':
      return numberIn(text.replace(/\s*%\s*$/, ''), manner.numbers);
    case 'money':
      return parseMoney(text, manner.currency, manner.numbers) ?? parseMoney(text, manner.currency);
    case 'date':
      return manner.dates ? parseDateWith(manner.dates, text) : null;
    case 'datetime':
      return manner.dates ? parseDateTimeWith(manner.dates, text, manner.timeZone) : null;
    case 'boolean':
      return parseBoolean(text);
    case 'choice':
      return optionIn(to.options, text);
    case 'choices':
      return whole(partsOf(text).map((part) => optionIn(to.options, part)));
    case 'emails':
      return whole(findEmailAddresses(text).map((address) => ({ address })));
    case 'urls':
      return whole(
        partsOf(text)
          .map((part) => parseUrl(part))
          .map((address) => address && { address }),
      );
    case 'phones':
      return whole(parsePhones(text).map(({ number, original }) => ({ number, original })));
    default:
      return null;
  }
}

/** Amounts of a currency are no plain numbers. What is not written as its column is judged alone. */
function numberIn(text: string, format: NumberFormat | undefined): number | null {
  const parsed = parseAmount(text, format) ?? parseAmount(text);
  return parsed && parsed.currency === null ? Number(parsed.amount) : null;
}

/** The entries of a list that stands in a text. */
export function partsOf(text: string): readonly string[] {
  return text
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter(Boolean);
}

/** A list of which nothing is missing; null for an empty one. */
function whole<T>(items: readonly (T | null)[]): readonly (T | null)[] | null {
  return items.length > 0 && items.every((item) => item !== null) ? items : null;
}

function optionIn(options: readonly ChoiceOption[], text: string): string | null {
  const wanted = text.trim().toLowerCase();
  const names = ({ value, label }: ChoiceOption) => [value, ...Object.values(label ?? {})];
  return options.find((option) => names(option).some((name) => name?.toLowerCase() === wanted))?.value ?? null;
}
