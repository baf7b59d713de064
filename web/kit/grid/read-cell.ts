import type { Money, PersonName, Phone } from '../../../shared/nouns/value.ts';
import { unharmedCell } from '../../../shared/text/spreadsheet-cell.ts';
import type { NamedField } from '../data/named-field.ts';
import { parseDay } from '../fields/inputs/day-text.ts';
import { parseDecimal } from '../fields/inputs/decimal-text.ts';
import { fromZonedParts } from '../fields/inputs/zoned-time.ts';
import { offeredOptions } from '../fields/offered-options.ts';
import type { CellWords } from './cell-text.ts';

/** Why a text is no value of a field; a key of the texts below `grid.fault`. */
export type CellFault =
  | 'number'
  | 'date'
  | 'moment'
  | 'boolean'
  | 'option'
  | 'json'
  | 'location'
  | 'kind'
  | 'unknown'
  | 'several';

/** A value, or why there is none; `titles` are names of records that are still to be found. */
export type CellRead =
  | { readonly value: unknown }
  | { readonly fault: CellFault }
  | { readonly titles: readonly string[] };

/** Reads a text as a value of the field; `before` is what its cell holds. Empty text is no value at all. */
export function readCell(field: NamedField, text: string, words: CellWords, before?: unknown): CellRead {
  const plain = text.trim();
  if (plain === '') return { value: null };
  switch (field.kind) {
    case 'number':
    case 'rating':
    case 'percent':
      return valueOr(numberOf(plain.replace(/%$/, ''), words), 'number');
    case 'money':
      return valueOr(moneyOf(plain, words, before), 'number');
    case 'date':
      return valueOr(parseDay(plain.split(/\s/)[0] ?? '', words.language), 'date');
    case 'datetime':
      return valueOr(momentOf(plain, words), 'moment');
    case 'boolean':
      return valueOr(booleanOf(plain, words), 'boolean');
    case 'json':
      return readJson(plain);
    default:
      return readWords(field, unharmedCell(text), words);
  }
}

function readWords(field: NamedField, text: string, words: CellWords): CellRead {
  const plain = text.trim();
  switch (field.kind) {
    case 'text':
    case 'autonumber':
      return { value: plain };
    case 'longText':
      return { value: text };
    case 'richText':
      return {
        value: text
          .split(/\n+/)
          .map((line) => `<p>${escaped(line)}</p>`)
          .join(''),
      };
    case 'choice':
      return valueOr(optionOf(field, plain, words) ?? (field.open ? plain : null), 'option');
    case 'choices':
      return readOptions(field, plain, words);
    case 'emails':
    case 'urls':
      return { value: partsOf(plain, /[;,\s]+/).map((address) => ({ address })) };
    case 'phones':
      return { value: partsOf(plain, /[;\n]+/).map((original): Phone => ({ number: original, original })) };
    case 'personName':
      return { value: nameOf(plain, words) };
    case 'member':
    case 'relation':
      return { titles: [plain] };
    case 'links':
      return { titles: partsOf(plain, /;/) };
    case 'location':
      return valueOr(pointOf(plain), 'location');
    default:
      return { fault: 'kind' };
  }
}

const valueOr = (value: unknown, fault: CellFault): CellRead => (value === null ? { fault } : { value });

const partsOf = (text: string, between: RegExp): readonly string[] =>
  text
    .split(between)
    .map((part) => part.trim())
    .filter(Boolean);

function numberOf(text: string, words: CellWords): number | null {
  const decimal = parseDecimal(text, words.language);
  return decimal === null ? null : Number(decimal);
}

/** "1 250,50", "1250.5 USD", "$1,250.50": without a currency it is that of the cell, else the workspace's. */
function moneyOf(text: string, words: CellWords, before: unknown): Money | null {
  const code = /[A-Z]{3}/.exec(text.toUpperCase())?.[0];
  const sign = Object.entries(signs).find(([one]) => text.includes(one))?.[1];
  const amount = parseDecimal(text.replace(/[A-Za-z\p{Sc}]/gu, ''), words.language);
  const own = (before as Money | null | undefined)?.currency;
  return amount === null ? null : { amount, currency: code ?? sign ?? own ?? words.currency };
}

const signs = { '€': 'EUR', $: 'USD', '£': 'GBP', '₽': 'RUB', '֏': 'AMD', '₾': 'GEL' } as const;

function momentOf(text: string, words: CellWords): string | null {
  const [first = '', clock = '00:00'] = text.split(/[\sT]+/);
  const day = parseDay(first.replace(/,$/, ''), words.language);
  const [, hours = '', minutes = ''] = /^(\d{1,2}):(\d\d)/.exec(clock) ?? [];
  if (!day || hours === '' || Number(hours) > 23 || Number(minutes) > 59) return null;
  return fromZonedParts(day, `${hours.padStart(2, '0')}:${minutes}`, words.timeZone);
}

function booleanOf(text: string, { yes, no }: CellWords): boolean | null {
  const word = text.toLocaleLowerCase();
  if ([yes.toLocaleLowerCase(), 'true', 'yes', '1', 'x', '✓', 'истина', 'да'].includes(word)) return true;
  return [no.toLocaleLowerCase(), 'false', 'no', '0', 'ложь', 'нет'].includes(word) ? false : null;
}

function readJson(text: string): CellRead {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { fault: 'json' };
  }
}

type Optioned = Extract<NamedField, { kind: 'choice' | 'choices' }>;

/** By its label in the language, else by its value, in any case. */
function optionOf(field: Optioned, text: string, words: CellWords): string | null {
  const sought = text.toLocaleLowerCase();
  const values = offeredOptions(field, []).map(({ value }) => value);
  const labelled = values.find((value) => words.option(field, value).toLocaleLowerCase() === sought);
  return labelled ?? values.find((value) => value.toLocaleLowerCase() === sought) ?? null;
}

function readOptions(field: Optioned, text: string, words: CellWords): CellRead {
  const isOpen = 'open' in field && field.open === true;
  const ways = [partsOf(text, /;/), partsOf(text, /[;,\n]/)].map((parts) =>
    parts.map((part) => optionOf(field, part, words) ?? (isOpen ? part : null)),
  );
  const whole = ways.find((values) => !values.includes(null));
  return whole ? { value: [...new Set(whole)] } : { fault: 'option' };
}

/** In the order in which the language writes names: the family name first in Russian, else last. */
function nameOf(text: string, { language }: CellWords): PersonName {
  const [first = '', ...rest] = text.split(/\s+/);
  if (rest.length === 0) return { given: first };
  if (language === 'ru') {
    const [given = '', ...middle] = rest;
    return { family: first, given, ...(middle.length > 0 ? { middle: middle.join(' ') } : {}) };
  }
  const middle = rest.slice(0, -1).join(' ');
  return { given: first, family: rest.at(-1) ?? '', ...(middle ? { middle } : {}) };
}

function pointOf(text: string) {
  const [, latitude, longitude] = /^(-?[\d.]+)[,;\s]+(-?[\d.]+)$/.exec(text) ?? [];
  const point = { latitude: Number(latitude), longitude: Number(longitude) };
  return Math.abs(point.latitude) <= 90 && Math.abs(point.longitude) <= 180 ? point : null;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
