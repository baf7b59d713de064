import { labelsOf } from '../../../server/texts/locales.ts';
import type { FieldError } from '../../../shared/errors.ts';
import type { FieldPath } from '../../../shared/filter/field-path.ts';
import { parseLocation } from '../../../shared/geo/location.ts';
import { detectDateFormat, parseDateTimeWith, parseDateWith } from '../../../shared/import/date-format.ts';
import { choiceMatcher, type NamedChoice } from '../../../shared/import/match-choice.ts';
import { parseBoolean } from '../../../shared/import/parse-boolean.ts';
import { coreOf, detectNumberFormat, parseNumber } from '../../../shared/money/number-format.ts';
import { findCurrency, parseMoney } from '../../../shared/money/parse-amount.ts';
import { parsePersonName } from '../../../shared/names/person-name.ts';
import type { ChoiceField, ChoicesField } from '../../../shared/nouns/field.ts';
import { languages } from '../../../shared/nouns/metadata.ts';
import { parsePhones } from '../../../shared/phones/phone.ts';
import { richTextOf } from '../../../shared/text/rich-text.ts';
import type { NameQuestion } from '../contract/index.ts';
import type { PlanSource } from './row-plan.ts';

/** A cell's value or what is wrong with it, and the names in it that are spelt otherwise or not known. */
export type CellResult = { readonly names?: readonly CellName[] } & (
  | { readonly value: unknown }
  | { readonly fault: Omit<FieldError, 'path'> }
);
type CellName = Omit<NameQuestion, 'header' | 'rows'>;
export type ReadCell = (text: string) => CellResult;

export interface CellSource extends PlanSource {
  readonly header: string;
  /** All of the column's cells: how it writes days and numbers is told by the whole of it. */
  readonly samples: readonly string[];
}

/** How a column's texts become values of the field; made once a column. Empty cells are not asked. */
export function cellReader(path: FieldPath, source: CellSource): ReadCell {
  if (path.part) return (text) => ({ value: path.part === 'currency' ? text.toUpperCase() : text });
  const { field } = path;
  switch (field.kind) {
    case 'number':
    case 'percent':
    case 'rating':
      return numberReader(source);
    case 'money':
      return moneyReader(source);
    case 'date':
    case 'datetime':
      return dayReader(field.kind, source);
    case 'boolean':
      return (text) => orFault(parseBoolean(text), 'notABoolean', text);
    case 'choice':
      return choiceReader(field, path, source);
    case 'choices':
      return choicesReader(field, path, source);
    case 'emails':
      return (text) => ({
        value: text
          .split(/[\s,;]+/)
          .filter(Boolean)
          .map((address) => ({ address })),
      });
    case 'urls':
      return (text) => ({
        value: text
          .split(/[\s,;]+/)
          .filter(Boolean)
          .map((address) => ({ address })),
      });
    case 'phones':
      return (text) => orFault(parsePhones(text, source.country), 'notAPhone', text);
    case 'richText':
      return (text) => ({ value: /<\/[a-z]+>|<br\s*\/?>/i.test(text) ? text : richTextOf(text) });
    case 'location':
      return (text) => orFault(parseLocation(text), 'notALocation', text);
    case 'personName':
      return (text) => ({ value: parsePersonName(text) });
    default:
      return (text) => ({ value: text });
  }
}

function orFault(value: unknown, code: string, text: string): CellResult {
  const missing = value === null || (Array.isArray(value) && value.length === 0);
  return missing ? { fault: { code, params: { value: text } } } : { value };
}

function numberReader({ samples }: CellSource): ReadCell {
  const { format } = detectNumberFormat(samples);
  return (text) => {
    const number = hasWordBefore(text) ? null : parseNumber(coreOf(text), format);
    return orFault(number === null ? null : Number(number), 'notANumber', text);
  };
}

/** "x210" is the name of something and no quantity; a currency may stand before one, and a unit behind it. */
function hasWordBefore(text: string): boolean {
  const [before = ''] = text.normalize('NFKC').split(/\d/u, 1);
  return /\p{L}/u.test(before) && findCurrency(before) === null;
}

function moneyReader({ samples, currency }: CellSource): ReadCell {
  const { format } = detectNumberFormat(samples);
  return (text) => orFault(parseMoney(text, currency, format), 'notAnAmount', text);
}

function dayReader(kind: 'date' | 'datetime', { samples, header, mapping, timeZone }: CellSource): ReadCell {
  const format = mapping.dateFormats?.[header] ?? detectDateFormat(samples).format;
  if (!format) return (text) => ({ fault: { code: 'notADate', params: { value: text } } });
  return (text) =>
    orFault(
      kind === 'date' ? parseDateWith(format, text) : parseDateTimeWith(format, text, timeZone),
      'notADate',
      text,
    );
}

function choiceReader(field: ChoiceField, path: FieldPath, source: CellSource): ReadCell {
  const understand = optionMatcher(field, path, source);
  return (text) => {
    const { value, name } = understand(text);
    const names = name ? [name] : [];
    return value === null ? { fault: { code: 'notAnOption', params: { value: text } }, names } : { value, names };
  };
}

function choicesReader(field: ChoicesField, path: FieldPath, source: CellSource): ReadCell {
  const understand = optionMatcher(field, path, source);
  return (text) => {
    const parts = text.split(/[,;|]/).map((part) => part.trim());
    const found = parts.filter((part) => part !== '').map(understand);
    const names = found.flatMap(({ name }) => name ?? []);
    const unknown = found.find(({ value }) => value === null);
    return unknown
      ? { fault: { code: 'notAnOption', params: { value: unknown.name?.value ?? text } }, names }
      : { value: found.map(({ value }) => value), names };
  };
}

interface FoundOption {
  readonly value: string | null;
  readonly name: CellName | null;
}

/** The option a text means: as the mapping decided, else by its likeness; in an open choice any other text stands. */
function optionMatcher(field: ChoiceField | ChoicesField, path: FieldPath, source: CellSource) {
  const match = choiceMatcher(namedChoices(field, path, source));
  const decided = source.mapping.names?.[source.header] ?? {};
  const isOpen = field.kind === 'choice' && field.open === true;
  return (text: string): FoundOption => {
    const decision = Object.hasOwn(decided, text) ? decided[text] : undefined;
    if (isOpen && decision === '')
      return { value: text, name: { value: text, kind: 'new', name: text, suggestions: [] } };
    const { kind, value, suggestions } = match(decision || text);
    const name = { value: text, suggestions: [...suggestions] };
    if (value === null)
      return isOpen
        ? { value: decision || text, name: null }
        : { value, name: { ...name, kind: 'unknown', name: null } };
    if (decision) return { value, name: { ...name, kind: 'chosen', name: value } };
    return { value, name: kind === 'normalised' || kind === 'near' ? { ...name, kind, name: value } : null };
  };
}

/** The options by everything they are called, in every language. */
function namedChoices(field: ChoiceField | ChoicesField, path: FieldPath, { registry }: CellSource): NamedChoice[] {
  const labels = languages
    .flatMap((language) => labelsOf(registry.modules, language))
    .map(({ nouns }) => nouns?.[path.noun.name]?.options?.[path.name] ?? {});
  return field.options.map(({ value, label: added = {} }) => ({
    value,
    labels: [
      ...new Set(
        [...labels.map((options) => options[value]), ...Object.values(added)].filter((one) => one !== undefined),
      ),
    ],
  }));
}
