import type { Context } from '../../../server/context.ts';
import { textsOf } from '../../../server/texts/locales.ts';
import { optionLabel } from '../../../server/texts/noun-labels.ts';
import { formatDate, formatDateTime } from '../../../shared/dates/format-date.ts';
import type { FieldError } from '../../../shared/errors.ts';
import { formatMoney } from '../../../shared/money/format-money.ts';
import { personNameText } from '../../../shared/names/person-name.ts';
import type { Field } from '../../../shared/nouns/field.ts';
import { allFields, type Noun } from '../../../shared/nouns/noun.ts';
import type { AnyRecord, Money, PersonName } from '../../../shared/nouns/value.ts';
import { plainTextOf } from '../../../shared/text/rich-text.ts';
import type kitTexts from '../../../web/kit/locales/en.json';

const kit = textsOf<typeof kitTexts>('web/kit');
const placeholder = /\{\{([^{}]*)\}\}/g;
/** Characters one value may take in a text: a description does not swallow a title. */
const longestValue = 500;

/** The fields that a text speaks of, as they stand in it. */
export function placeholdersIn(text: string): readonly string[] {
  return [...text.matchAll(placeholder)].map(([, name = '']) => name.trim());
}

/** Whether a field's value can stand in a text. */
export function isTellable(field: Field | undefined): boolean {
  return field !== undefined && !field.masked && field.kind !== 'files' && field.kind !== 'json';
}

/** What of a text's placeholders can not be. */
export function textFaults(noun: Noun, text: string, path: string): FieldError[] {
  const fields = allFields(noun);
  const unknown = placeholdersIn(text).find((name) => !Object.hasOwn(fields, name) || !isTellable(fields[name]));
  return unknown === undefined ? [] : [{ path, code: 'unknownPlaceholder', params: { placeholder: unknown } }];
}

const texts: ReadonlySet<string> = new Set(['text', 'longText']);

/** Whether a value given for the field is a text with placeholders. */
export function isTemplate(field: Field | undefined, value: unknown): value is string {
  return field !== undefined && texts.has(field.kind) && typeof value === 'string' && placeholdersIn(value).length > 0;
}

/**
 * The text with what the record holds, read once: a value that looks like a placeholder is a value. `record` has labels where it
 * points at others.
 */
export function filledIn(ctx: Context, noun: Noun, text: string, record: AnyRecord): string {
  const fields = allFields(noun);
  return text.replace(placeholder, (_, given: string) => {
    const name = given.trim();
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!field || !isTellable(field)) return '';
    return cut(valueText({ ctx, noun, name, field }, record[name]).trim());
  });
}

function cut(text: string): string {
  return text.length > longestValue ? `${[...text].slice(0, longestValue - 1).join('')}…` : text;
}

interface Told {
  readonly ctx: Context;
  readonly noun: Noun;
  readonly name: string;
  readonly field: Field;
}

function valueText(told: Told, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value))
    return value
      .map((one) => valueText(told, one))
      .filter(Boolean)
      .join(', ');
  if (typeof value === 'boolean') return kit[told.ctx.language].value[value ? 'yes' : 'no'];
  if (typeof value === 'number') return numberText(told, value);
  return typeof value === 'string' ? plainValue(told, value) : objectText(told, value);
}

function numberText({ ctx, field }: Told, value: number): string {
  const text = new Intl.NumberFormat(ctx.language, { maximumFractionDigits: 10 }).format(value);
  return field.kind === 'percent' ? `${text} %` : text;
}

function plainValue({ ctx, noun, name, field }: Told, value: string): string {
  switch (field.kind) {
    case 'date':
      return formatDate(value, ctx.language);
    case 'datetime':
      return formatDateTime(value, ctx.language, ctx.workspace.timeZone);
    case 'richText':
      return plainTextOf(value);
    case 'choice':
    case 'choices': {
      const option = field.options.find((one) => one.value === value) ?? { value };
      return optionLabel(ctx.registry, noun, name, option, ctx.language);
    }
    default:
      return value;
  }
}

/** What a value of several parts is told by; a pointer by its label, or not at all. */
function objectText({ ctx, field }: Told, value: object): string {
  const parts = value as Readonly<Record<string, unknown>>;
  if (field.kind === 'money' && 'amount' in parts) return formatMoney(value as Money, ctx.language);
  if (field.kind === 'personName') return personNameText(value as PersonName, ctx.language);
  if (field.kind === 'address')
    return Object.values(parts)
      .filter((part) => typeof part === 'string')
      .join(', ');
  const told = [parts.address, parts.original, parts.number, parts.label].find((part) => typeof part === 'string');
  if (told !== undefined) return String(told);
  return 'latitude' in parts ? `${parts.latitude}, ${parts.longitude}` : '';
}
