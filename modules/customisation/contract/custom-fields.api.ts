import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { coded } from '../../../shared/contract/field-errors.ts';
import { plainText } from '../../../shared/contract/text-schemas.ts';
import { filterSchema } from '../../../shared/filter/filter.ts';
import { formulaLimits } from '../../../shared/formula/limits.ts';
import { computedKinds, customKinds } from '../../../shared/nouns/custom-field.ts';
import { rollUpMeasures } from '../../../shared/nouns/field.ts';
import { isNumbering } from '../../../shared/text/numbering.ts';
import { localText } from './local-text-schema.ts';

const optionInput = z.strictObject({
  /** Absent for a new option: it is made from the label. */
  value: z
    .string()
    .regex(/^[a-z][A-Za-z0-9]{0,49}$/)
    .optional(),
  label: localText(100),
  color: z
    .string()
    .regex(/^[a-z]{3,12}$/)
    .optional(),
  /** No longer offered; records that hold it keep it. */
  retired: z.literal(true).optional(),
});

export const nounName = z.string().regex(/^[a-z][A-Za-z0-9]{0,59}$/);

export const rollUpSchema = z.strictObject({
  /** The noun whose live records are gathered. */
  of: nounName,
  /** Their field that points at this noun. */
  by: nounName,
  measure: z.enum(rollUpMeasures),
  /** What is measured of them; nothing for `count`. */
  field: nounName.optional(),
  /** Which of them, by their own fields. */
  filter: filterSchema.optional(),
  /** Amounts of money count as what they are worth in the workspace's currency, by its exchange rates. */
  inWorkspaceCurrency: z.literal(true).optional(),
  /** Their date or moment whose rate counts; without it, or where it is empty, today's. */
  rateOn: nounName.optional(),
});

/** What may be said anew of a field that is there. Null takes a bound, a default or a help back. */
const changeable = {
  label: localText(100),
  help: localText(500).nullable().optional(),
  required: z.boolean().optional(),
  unique: z.boolean().optional(),
  maxLength: z.int().min(1).max(10_000).nullable().optional(),
  min: z.number().nullable().optional(),
  max: z.number().nullable().optional(),
  /** What links may be offered as; any other text is taken too. */
  roles: z.array(plainText(100).min(1)).max(50).nullable().optional(),
  options: z.array(optionInput).min(1).max(200).optional(),
  default: z
    .union([z.string().max(10_000), z.number(), z.boolean()])
    .nullable()
    .optional(),
  /** How a field of the kind `formula` is worked out (docs/formulas.md). */
  formula: z.string().max(formulaLimits.length).optional(),
  rollUp: rollUpSchema.optional(),
};

export const customFieldInput = z.strictObject({
  /** The noun it is added to, e.g. `deal`. */
  noun: nounName,
  kind: z.enum(customKinds),
  ...changeable,
  /** Found by the record search; texts only. */
  search: z.boolean().optional(),
  /** Digits after the point; numbers only. */
  scale: z.int().min(0).max(10).optional(),
  /** The noun a relation points at. */
  to: nounName.optional(),
  /** The form of numbers the server gives, e.g. `INV-{YYYY}-{0000}`. */
  numbering: plainText(60).refine(isNumbering, coded('wrongFormat')).optional(),
});
export type CustomFieldInput = z.output<typeof customFieldInput>;

export const customFieldPatch = z.strictObject({
  ...changeable,
  label: changeable.label.optional(),
  retired: z.boolean().optional(),
});
export type CustomFieldPatch = z.output<typeof customFieldPatch>;

export const texts = z.record(z.string(), z.string());

const customField = z
  .strictObject({
    id: z.guid(),
    noun: z.string(),
    /** Its name in records, filters and columns of an import. */
    name: z.string(),
    kind: z.enum(customKinds),
    label: texts,
    help: texts.nullable(),
    required: z.boolean(),
    unique: z.boolean(),
    search: z.boolean(),
    maxLength: z.number().nullable(),
    scale: z.number().nullable(),
    min: z.number().nullable(),
    max: z.number().nullable(),
    options: z
      .array(
        z.strictObject({
          value: z.string(),
          label: texts,
          color: z.string().optional(),
          retired: z.literal(true).optional(),
        }),
      )
      .nullable(),
    to: z.string().nullable(),
    roles: z.array(z.string()).nullable(),
    numbering: z.string().nullable(),
    default: z.union([z.string(), z.number(), z.boolean()]).nullable(),
    formula: z.string().nullable(),
    rollUp: rollUpSchema.nullable(),
    /** The kind of value that a formula or a roll-up gives; null for every other field. */
    result: z.enum(computedKinds).nullable(),
    retired: z.boolean(),
    /** Also its `ETag`: sent back as `If-Match` to change this very state. */
    version: z.int(),
  })
  .meta({ title: 'CustomField' });
export type CustomFieldAnswer = z.output<typeof customField>;

export const listCustomFields = defineEndpoint({
  name: 'customFields.list',
  summary: 'The fields this workspace has added, retired ones too; for owners',
  method: 'GET',
  path: '/custom-fields',
  query: z.strictObject({ noun: nounName.optional() }),
  response: z.strictObject({ items: z.array(customField) }),
});

export const addCustomField = defineEndpoint({
  name: 'customFields.add',
  summary: 'Add a field to a noun; it is in lists, forms, filters, import and history at once; for owners',
  method: 'POST',
  path: '/custom-fields',
  body: customFieldInput,
  response: customField,
  status: 201,
});

export const changeCustomField = defineEndpoint({
  name: 'customFields.change',
  summary: 'Change what an added field is called, demands and offers, or retire it; for owners',
  method: 'PATCH',
  path: '/custom-fields/{id}',
  params: z.strictObject({ id: z.guid() }),
  body: customFieldPatch,
  response: customField,
  errors: ['notFound', 'stale', 'valuesNotUnique', 'optionInUse'],
});

export const listFieldIndexes = defineEndpoint({
  name: 'customFields.indexes',
  summary:
    'Which added fields lists can be narrowed and ordered by quickly, and which indexes are being made; for owners',
  method: 'GET',
  path: '/custom-fields/indexes',
  response: z.strictObject({
    items: z.array(
      z.strictObject({
        noun: z.string(),
        field: z.string(),
        /** `making`: also while it waits its turn. `none`: nobody asks for the field, or others are asked for more. */
        state: z.enum(['ready', 'making', 'failed', 'none']),
        /** From 0 to 1, while it is being made. */
        progress: z.number().nullable(),
        /** How many lists were narrowed or ordered by it. */
        uses: z.number(),
        /** Why it could not be made, as the database says it. */
        failure: z.string().nullable(),
      }),
    ),
  }),
});
