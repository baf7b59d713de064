import { z } from 'zod';
import {
  type AnyRelationField,
  defaultStars,
  type Field,
  type FieldKind,
  type NumberField,
  type PercentField,
  type TextField,
} from '../nouns/field.ts';
import type { Address, Link, PersonName } from '../nouns/value.ts';
import { isNumbering } from '../text/numbering.ts';
import { isWebAddress, withScheme } from '../urls/url.ts';
import { coded } from './field-errors.ts';
import { jsonInput } from './json-input.ts';
import { locationInput } from './location-input.ts';
import { moneyInput } from './money-schema.ts';
import { emailsInput, phonesInput, urlsInput } from './reach-schemas.ts';
import { plainText, whole } from './text-schemas.ts';

/** Limits on what one field may hold, in characters and entries. */
export const valueLimits = {
  text: 500,
  longText: 100_000,
  richText: 400_000,
  part: 200,
  choices: 100,
  links: 500,
  files: 100,
  number: 1e15,
} as const;

/**
 * The schema of a value given for the field. It accepts what people and programs write and yields the normal form: text
 * trimmed, references as ids, amounts as decimal strings, times in UTC; what turns out empty is null.
 */
export function valueInput(field: Field): z.ZodType {
  const make = makers[field.kind] as (field: Field) => z.ZodType;
  return make(field);
}

/** An id as text. */
export const idInput = z.guid().transform((id) => id.toLowerCase());

type Makers = { readonly [K in FieldKind]: (field: Extract<Field, { kind: K }>) => z.ZodType };

const makers: Makers = {
  text: textInput,
  longText: () => whole(plainText(valueLimits.longText)),
  richText: () => whole(plainText(valueLimits.richText)),
  autonumber: () => whole(plainText(valueLimits.text)),
  number: numberInput,
  percent: (field) => numberInput({ scale: 2, ...field }),
  rating: ({ max }) =>
    z
      .int()
      .min(1)
      .max(max ?? defaultStars),
  money: moneyInput,
  date: dayInput,
  datetime: () => z.iso.datetime({ offset: true }).transform((time) => new Date(time).toISOString()),
  boolean: () => z.boolean(),
  choice: (field) => (field.open ? whole(plainText(valueLimits.part)) : choiceInput(field.options)),
  choices: (field) =>
    z
      .array(choiceInput(field.options))
      .max(valueLimits.choices)
      .transform((values) => [...new Set(values)]),
  emails: emailsInput,
  phones: phonesInput,
  urls: urlsInput,
  files: filesInput,
  personName: nameInput,
  address: () => partsInput<Address>(['street', 'city', 'region', 'postalCode', 'country']),
  location: locationInput,
  json: jsonInput,
  member: referenceInput,
  relation: referenceInput,
  anyRelation: anyReferenceInput,
  links: linksInput,
};

function textInput(field: TextField): z.ZodType {
  const text = plainText(field.maxLength ?? valueLimits.text);
  return field.format ? whole(text).pipe(z.union([z.null(), formats[field.format]])) : whole(text);
}

function numberInput(field: Pick<NumberField | PercentField, 'scale' | 'min' | 'max'>): z.ZodType {
  const { scale, min = -valueLimits.number, max = valueLimits.number } = field;
  const number = z.number().min(min).max(max);
  return scale === undefined ? number : number.transform((value) => Number(value.toFixed(scale)));
}

function choiceInput(options: readonly { readonly value: string }[]): z.ZodType<string> {
  return z.enum(options.map((option) => option.value));
}

function partsInput<T extends object>(names: readonly (keyof T & string)[]): z.ZodType {
  const part = plainText(valueLimits.part).nullish();
  return z.strictObject(Object.fromEntries(names.map((name) => [name, part]))).transform((parts) => {
    const filled = Object.entries(parts).filter(([, value]) => value);
    return filled.length ? Object.fromEntries(filled) : null;
  });
}

/** A title of honour alone is nobody's name. */
function nameInput(): z.ZodType {
  return partsInput<PersonName>(['given', 'middle', 'family', 'prefix']).transform((name) =>
    Object.keys(name ?? {}).some((part) => part !== 'prefix') ? name : null,
  );
}

function referenceInput(): z.ZodType {
  return z
    .union([idInput, z.strictObject({ id: idInput, label: z.string().nullish() })])
    .transform((reference) => (typeof reference === 'string' ? reference : reference.id));
}

function anyReferenceInput({ nouns }: AnyRelationField): z.ZodType {
  const noun = nouns ? z.enum(nouns as string[]) : plainText(100).min(1);
  return z
    .strictObject({ noun, id: idInput, label: z.string().nullish() })
    .transform((reference) => ({ noun: reference.noun, id: reference.id }));
}

/** Files by their ids; what else is said of them the server knows better. */
function filesInput(): z.ZodType {
  const file = z.looseObject({ id: idInput });
  return z
    .array(z.union([idInput, file]))
    .max(valueLimits.files)
    .transform((files) =>
      [...new Set(files.map((one) => (typeof one === 'string' ? one : one.id)))].map((id) => ({ id })),
    );
}

function linksInput(): z.ZodType {
  const link = z
    .strictObject({
      id: idInput,
      role: plainText(valueLimits.part).nullish(),
      from: dayInput().nullish(),
      to: dayInput().nullish(),
      label: z.string().nullish(),
    })
    .superRefine(({ from, to }, context) => {
      if (from && to && to < from)
        context.addIssue({ code: 'custom', path: ['to'], ...coded('tooSmall', { minimum: from }) });
    });
  return z
    .array(z.union([idInput, link]))
    .max(valueLimits.links)
    .transform((links) => uniqueLinks(links.map((one) => (typeof one === 'string' ? { id: one } : one))))
    .refine((links) => new Set(links.map((one) => one.id)).size === links.length, coded('duplicate'));
}

type GivenLink = { readonly [K in 'role' | 'from' | 'to']?: string | null } & { readonly id: string };

function uniqueLinks(links: readonly GivenLink[]): Link[] {
  const plain = links.map(
    ({ id, role, from, to }): Link => ({
      id,
      ...(role ? { role } : {}),
      ...(from ? { from } : {}),
      ...(to ? { to } : {}),
    }),
  );
  return [...new Map(plain.map((link) => [JSON.stringify(link), link])).values()];
}

function dayInput() {
  return z.iso.date().refine((date) => date >= '0001', coded('notADate'));
}

const formats: Readonly<Record<NonNullable<TextField['format']>, z.ZodType<string, string>>> = {
  url: z.string().transform(withScheme).refine(isWebAddress, coded('notAUrl')),
  color: z.string().refine((value) => /^(#[0-9a-f]{6}|[a-z]+)$/i.test(value), coded('notAColor')),
  currency: z
    .string()
    .transform((value) => value.toUpperCase())
    .refine((value) => Intl.supportedValuesOf('currency').includes(value), coded('notACurrency')),
  numbering: z.string().refine(isNumbering, coded('notANumbering')),
  timeZone: z.string().refine(isTimeZone, coded('notATimeZone')),
  locale: z.string().refine(isLocale, coded('notALocale')),
};

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

function isLocale(name: string): boolean {
  try {
    return Intl.getCanonicalLocales(name).length === 1;
  } catch {
    return false;
  }
}
