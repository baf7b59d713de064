import type { Money } from '../nouns/value.ts';
import { coreOf, detectNumberFormat, type NumberFormat, parseNumber } from './number-format.ts';

/** An amount as it was written: without a currency when the text names none. */
export interface ParsedAmount {
  /** A decimal text, not rounded. */
  readonly amount: string;
  readonly currency: string | null;
}

/**
 * The amount a text means: "1 054,50", "$1,054", "1.054,50 EUR", "(12.00)", "֏ 5 000"; null when it means none. `format` is
 * the column's (`detectNumberFormat`); without it the text is judged alone.
 */
export function parseAmount(text: string, format?: NumberFormat): ParsedAmount | null {
  const core = coreOf(text);
  if (core === '' || hasOtherWords(text)) return null;
  const amount = parseNumber(core, format ?? detectNumberFormat([core]).format);
  return amount === null ? null : { amount, currency: findCurrency(text) };
}

/** As `parseAmount`, in the given currency where the text names none. */
export function parseMoney(text: string, currency: string, format?: NumberFormat): Money | null {
  const parsed = parseAmount(text, format);
  return parsed && { amount: parsed.amount, currency: parsed.currency ?? currency };
}

/** The currency a text names by its code or sign, or null. */
export function findCurrency(text: string): string | null {
  const mark = markOf(text);
  if (mark === '') return null;
  const code = mark.toUpperCase();
  if (currencies.has(code)) return code;
  return signs[mark.toLowerCase().replace(/\.$/, '')] ?? null;
}

function hasOtherWords(text: string): boolean {
  return markOf(text) !== '' && findCurrency(text) === null;
}

/** What is left of the text without digits, separators, signs and brackets. */
function markOf(text: string): string {
  return text.replace(/[-+()\d,'’\s\u2212\u2013]|(?<![\p{L}])\./gu, '');
}

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

const signs: Readonly<Record<string, string>> = {
  $: 'USD',
  us$: 'USD',
  '€': 'EUR',
  евро: 'EUR',
  euro: 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
  '₽': 'RUB',
  руб: 'RUB',
  р: 'RUB',
  лв: 'BGN',
  '֏': 'AMD',
  դր: 'AMD',
  դրամ: 'AMD',
  драм: 'AMD',
  '₾': 'GEL',
  ლ: 'GEL',
  ლარი: 'GEL',
  лари: 'GEL',
  '₴': 'UAH',
  грн: 'UAH',
  '₹': 'INR',
  '₺': 'TRY',
  '₸': 'KZT',
  '₩': 'KRW',
  fr: 'CHF',
  zł: 'PLN',
  kč: 'CZK',
};
