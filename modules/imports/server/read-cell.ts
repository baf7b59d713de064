import type { FieldError } from '../../../shared/errors.ts';
import type { FieldPath } from '../../../shared/filter/field-path.ts';
import { detectDateFormat, parseDateTimeWith, parseDateWith } from '../../../shared/import/date-format.ts';
import { choiceMatcher, type NamedChoice } from '../../../shared/import/match-choice.ts';
import { parseBoolean } from '../../../shared/import/parse-boolean.ts';
import { coreOf, detectNumberFormat, parseNumber } from '../../../shared/money/number-format.ts';
import { parseMoney } from '../../../shared/money/parse-amount.ts';
import { parsePersonName } from '../../../shared/names/person-name.ts';
import type { ChoiceField, ChoicesField } from '../../../shared/nouns/field.ts';
import { parsePhones } from '../../../shared/phones/phone.ts';
import type { PlanSource } from './row-plan.ts';

/** A cell's value, what is wrong with it, or that it was understood as something spelt otherwise. */
export type CellResult =
  | { readonly value: unknown; readonly understood?: { readonly kind: 'normalised' | 'near'; readonly name: string } }
  | { readonly fault: Omit<FieldError, 'path'>; readonly suggestions?: readonly string[] };
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
    case 'phones':
      return (text) => orFault(parsePhones(text, source.country), 'notAPhone', text);
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
    const number = parseNumber(coreOf(text), format);
    return orFault(number === null ? null : Number(number), 'notANumber', text);
  };
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
  const match = choiceMatcher(namedChoices(field, path, source));
  const decided = source.mapping.names?.[source.header] ?? {};
  return (text) => {
    const found = match(decided[text] || text);
    if (found.value !== null)
      return found.kind === 'exact' || found.kind === 'none'
        ? { value: found.value }
        : { value: found.value, understood: { kind: found.kind, name: found.value } };
    if (field.open) return { value: text };
    return { fault: { code: 'notAnOption', params: { value: text } }, suggestions: found.suggestions };
  };
}

function choicesReader(field: ChoicesField, path: FieldPath, source: CellSource): ReadCell {
  const match = choiceMatcher(namedChoices(field, path, source));
  return (text) => {
    const values = text.split(/[,;|]/).map((part) => match(part.trim()).value);
    return values.includes(null) ? { fault: { code: 'notAnOption', params: { value: text } } } : { value: values };
  };
}

/** The options by everything they are called, in every language. */
function namedChoices(field: ChoiceField | ChoicesField, path: FieldPath, { registry }: CellSource): NamedChoice[] {
  const labels = registry.modules
    .flatMap((module) => Object.values(module.labels ?? {}))
    .map((labelled) => labelled.nouns[path.noun.name]?.options?.[path.name] ?? {});
  return field.options.map(({ value }) => ({
    value,
    labels: [...new Set(labels.map((options) => options[value]).filter((label) => label !== undefined))],
  }));
}
