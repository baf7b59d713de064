import { z } from 'zod';
import { isAlwaysRequired } from '../filter/field-conditions.ts';
import type { Field, FieldKind, LocalText, OptionOffers } from '../nouns/field.ts';
import { allFields, type Noun } from '../nouns/noun.ts';
import type { RecordOf } from '../nouns/value.ts';
import { coded } from './field-errors.ts';
import type { CreateInput, PatchInput } from './record-input.ts';
import { valueAnswer } from './value-answers.ts';
import { valueInput } from './value-schemas.ts';

/** Values by field in their normal form: references as ids, what is empty null. */
export type NormalValues = Record<string, unknown>;

/**
 * What creating a record takes: required fields are there, defaults are filled in, unknown and read-only ones refused.
 * A required member field with `defaultToActor` may be absent: the engine fills it.
 */
export function createSchema<N extends Noun>(noun: N): z.ZodType<NormalValues, CreateInput<N>> {
  return remember(creates, noun, () => inputSchema(noun, createField)) as never;
}

/** What changing a record takes: any of its fields; a field given replaces the whole value, null empties it, `{add, remove}` changes a list. */
export function patchSchema<N extends Noun>(noun: N): z.ZodType<NormalValues, PatchInput<N>> {
  return remember(patches, noun, () => inputSchema(noun, patchField)) as never;
}

/** A change that names its record, as in a batch. */
export function updateSchema<N extends Noun>(noun: N): z.ZodType<NormalValues, RecordTarget & PatchInput<N>> {
  const patch = patchSchema(noun) as object as z.ZodObject;
  return remember(updates, noun, () => patch.extend({ id: z.guid(), version: z.int().positive().optional() })) as never;
}

export interface RecordTarget {
  readonly id: string;
  /** The state that is to be changed; another one is refused as stale. */
  readonly version?: number;
}

/** A record as answered. Fields not asked for or hidden from the reader are absent. */
export function recordSchema<N extends Noun>(noun: N): z.ZodType<RecordOf<N>> {
  return remember(records, noun, () => answerSchema(noun)) as never;
}

const creates = new WeakMap<Noun, z.ZodType>();
const patches = new WeakMap<Noun, z.ZodType>();
const updates = new WeakMap<Noun, z.ZodType>();
const records = new WeakMap<Noun, z.ZodType>();

function remember(memory: WeakMap<Noun, z.ZodType>, noun: Noun, make: () => z.ZodType): z.ZodType {
  const known = memory.get(noun) ?? make();
  memory.set(noun, known);
  return known;
}

function inputSchema(noun: Noun, schemaOf: (field: Field) => z.ZodType): z.ZodObject {
  const fields = Object.entries(allFields(noun));
  const inputs = fields.map(([name, field]) => [
    name,
    field.readOnly ? refused : described(schemaOf(field), field, newText(noun, name, field)),
  ]);
  return z.strictObject({ id: refused, version: refused, ...Object.fromEntries(inputs) });
}

/** A read-only field: its name is known, so the refusal says why. */
const refused = z.never().optional();

function createField(field: Field): z.ZodType {
  const value = fieldInput(field);
  // What depends on another choice has its default where that goes with it, which the engine sees.
  if ('default' in field && field.default !== undefined)
    return field.offeredWith ? value.optional() : value.default(field.default);
  return isAlwaysRequired(field) && !('defaultToActor' in field && field.defaultToActor) ? value : value.optional();
}

function patchField(field: Field): z.ZodType {
  // Who sees the beginning of a value would write over the rest of it.
  if (field.masked) return refused;
  if (field.kind !== 'links' && field.kind !== 'choices') return fieldInput(field).optional();
  const entries = valueInput(field).default([]);
  return z.union([z.strictObject({ add: entries, remove: entries }), fieldInput(field)]).optional();
}

function fieldInput(field: Field): z.ZodType {
  if (isAlwaysRequired(field)) return valueInput(field).refine((value) => !isEmpty(value), coded('required'));
  return isList(field)
    ? valueInput(field)
        .nullable()
        .transform((value) => value ?? [])
    : valueInput(field).nullable();
}

function isEmpty(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}

function isList(field: Field): boolean {
  return listKinds.has(field.kind);
}

const listKinds: ReadonlySet<FieldKind> = new Set(['choices', 'emails', 'phones', 'urls', 'files', 'links']);

function answerSchema(noun: Noun): z.ZodType {
  const answers = Object.entries(allFields(noun)).map(([name, field]) => {
    const value = field.computed ? z.union([valueAnswer(field), noValue]) : valueAnswer(field);
    return [name, described((isList(field) || field.required ? value : value.nullable()).optional(), field)];
  });
  const description = textOf(noun.label?.one);
  return z
    .looseObject({ id: z.guid(), version: z.int(), ...merged(noun), ...Object.fromEntries(answers) })
    .superRefine(refuseUndeclared(noun))
    .meta({ title: noun.name.charAt(0).toUpperCase() + noun.name.slice(1), ...(description ? { description } : {}) });
}

/** What a record became part of, told of one that lies in the bin for that. */
function merged({ duplicates }: Noun): z.ZodRawShape {
  return duplicates ? { mergedInto: z.guid().optional() } : {};
}

/** What a computed field answers where it has no value. */
const noValue = z.strictObject({ error: z.string() });

/** The schema with what the workspace calls the field: what modules declare is called otherwise in each language. */
function described(schema: z.ZodType, { label, help, retired, offeredWith }: Field, besides?: string): z.ZodType {
  const title = textOf(label);
  const description = [textOf(help), offersText(offeredWith), besides].filter(Boolean).join(' ');
  const told = { ...(title ? { title } : {}), ...(description ? { description } : {}) };
  const offers = offeredWith ? { 'x-offered-with': offeredWith } : {};
  if (!title && !retired && !offeredWith && !besides) return schema;
  return schema.meta({ ...told, ...offers, ...(retired ? { deprecated: true } : {}) });
}

/** What a program is told of relations that may name what is not there yet; requests for one record and batches take it. */
function newText(noun: Noun, name: string, field: Field): string | undefined {
  return field.kind === 'relation' && name !== noun.parent
    ? `Also \`{"new": "name"}\`: makes a ${field.to} of that name in the same transaction, where the sender may.`
    : undefined;
}

/** What a program is told of options that depend on another choice; `x-offered-with` lists them. */
function offersText(offers: OptionOffers | undefined): string | undefined {
  return offers && `Some options are accepted only beside certain options of \`${offers.field}\` (\`x-offered-with\`).`;
}

function textOf(text: LocalText | undefined): string | undefined {
  return text?.en ?? Object.values(text ?? {})[0];
}

/**
 * Besides the declared fields a record may hold those a workspace has added, which no contract can list, and what was asked
 * for of records it points at (`company.industry`); nothing else.
 */
function refuseUndeclared(noun: Noun) {
  const declared = new Set(['id', 'version', ...Object.keys(merged(noun)), ...Object.keys(allFields(noun))]);
  return (record: Readonly<Record<string, unknown>>, context: z.RefinementCtx) => {
    for (const name of Object.keys(record)) {
      if (!declared.has(name) && !/^x[A-Z]|^\w+\.\w+$/.test(name))
        context.addIssue({ code: 'custom', path: [name], ...coded('unknownProperty') });
    }
  };
}
