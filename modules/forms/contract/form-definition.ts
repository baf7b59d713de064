import { z } from 'zod';
import type { Field, FieldKind } from '../../../shared/nouns/field.ts';
import { languages } from '../../../shared/nouns/metadata.ts';

const words = z.partialRecord(z.enum(languages), z.string().max(2_000));

/** What a form asks (fields of a lead, in order) and says, by language, and which sites may send it. */
export const formDefinition = z.strictObject({
  asks: z
    .array(z.strictObject({ field: z.string().max(100), required: z.boolean() }))
    .min(1)
    .max(30),
  heading: words.optional(),
  intro: words.optional(),
  thanks: words.optional(),
  /** What one agrees to; nothing is asked where it says nothing. */
  consent: words.optional(),
  consentRequired: z.boolean().optional(),
  /** Sites (`https://www.example.org`) whose pages may show the form in a frame or send it. */
  sites: z
    .array(z.url({ protocol: /^https?$/ }).max(200))
    .max(20)
    .optional(),
});
export type FormDefinition = z.output<typeof formDefinition>;

/** What a page without scripts can ask. */
const asked: ReadonlySet<FieldKind> = new Set([
  ...(['text', 'longText', 'personName', 'emails', 'phones', 'choice', 'boolean', 'date', 'number'] as const),
]);
const own: ReadonlySet<string> = new Set([
  'name',
  'status',
  'rejectionReason',
  'rejectionComment',
  'externalId',
  'source',
  'channel',
  'campaign',
]);

/** Whether a form may ask for the field: what people know of themselves, not what is said of them here. */
export function mayAsk(name: string, field: Field): boolean {
  return asked.has(field.kind) && !own.has(name) && !field.readOnly && !field.retired && !field.visibleWhen;
}
