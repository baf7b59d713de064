import { z } from 'zod';
import type { Field, FieldKind } from '../nouns/field.ts';
import { fileAnswer } from './files.api.ts';

/** The schema of a field's value as the API answers it (docs/architecture.md, the JSON value of each kind). */
export function valueAnswer(field: Field): z.ZodType {
  return answers[field.kind];
}

const reference = z.strictObject({ id: z.guid(), label: z.string().nullish() });
const parts = (names: readonly string[]) =>
  z.strictObject(Object.fromEntries(names.map((name) => [name, z.string().nullish()])));

const answers: Readonly<Record<FieldKind, z.ZodType>> = {
  text: z.string(),
  longText: z.string(),
  number: z.number(),
  percent: z.number(),
  rating: z.int(),
  richText: z.string(),
  autonumber: z.string(),
  money: z.strictObject({ amount: z.string(), currency: z.string() }),
  date: z.iso.date(),
  datetime: z.iso.datetime({ offset: true }),
  boolean: z.boolean(),
  choice: z.string(),
  choices: z.array(z.string()),
  emails: z.array(z.strictObject({ address: z.string(), label: z.string().optional() })),
  phones: z.array(z.strictObject({ number: z.string(), original: z.string(), label: z.string().optional() })),
  urls: z.array(z.strictObject({ address: z.string(), label: z.string().optional() })),
  files: z.array(fileAnswer),
  personName: parts(['given', 'middle', 'family', 'prefix']),
  address: parts(['street', 'city', 'region', 'postalCode', 'country']),
  location: z.strictObject({ latitude: z.number(), longitude: z.number(), label: z.string().nullish() }),
  json: z.union([z.record(z.string(), z.unknown()), z.array(z.unknown())]),
  member: reference,
  relation: reference,
  anyRelation: z.strictObject({ noun: z.string(), ...reference.shape }),
  links: z.array(
    z.strictObject({
      ...reference.shape,
      role: z.string().nullish(),
      from: z.iso.date().optional(),
      to: z.iso.date().optional(),
    }),
  ),
};
