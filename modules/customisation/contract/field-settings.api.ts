import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { coded } from '../../../shared/contract/field-errors.ts';
import { plainText } from '../../../shared/contract/text-schemas.ts';
import { filterSchema } from '../../../shared/filter/filter.ts';
import { localText } from './local-text-schema.ts';

const name = z.string().regex(/^[a-z][A-Za-z0-9]{0,59}$/);

/** What the workspace says of a field; what is not said is as the field was declared. */
export const fieldSettingInput = z
  .strictObject({
    label: localText(100).optional(),
    help: localText(500).optional(),
    hidden: z.boolean().optional(),
    visibleWhen: filterSchema.optional(),
    requiredWhen: filterSchema.optional(),
    checks: z
      .array(z.strictObject({ refuseWhen: filterSchema, message: localText(300) }))
      .max(10)
      .optional(),
    /** Masks of `#` digit, `@` letter, `?` one of both, `*` anything; the example looks like one of them. */
    pattern: z
      .strictObject({ masks: z.array(plainText(100).min(1)).min(1).max(10), example: plainText(100).min(1) })
      .optional(),
    /** In their order; without `value` an option is new. Only of fields that a module declares. */
    options: z
      .array(
        z.strictObject({
          value: z.string().min(1).max(60).optional(),
          label: localText(100).optional(),
          color: z
            .string()
            .regex(/^[a-z]{3,12}$/)
            .optional(),
          retired: z.literal(true).optional(),
        }),
      )
      .max(200)
      .optional(),
    /** Which options may be chosen beside which options of another choice; those not named may always be. */
    offeredWith: z
      .strictObject({
        field: name,
        options: z
          .record(z.string().min(1).max(60), z.array(z.string().min(1).max(60)).min(1).max(200))
          .refine((options) => Object.keys(options).length <= 200, coded('tooMany', { maximum: 200 })),
      })
      .optional(),
  })
  .meta({ title: 'FieldSettingInput' });
export type FieldSettingInput = z.output<typeof fieldSettingInput>;

const fieldSetting = z
  .strictObject({
    noun: z.string(),
    field: z.string(),
    version: z.int(),
    definition: z.record(z.string(), z.unknown()),
  })
  .meta({ title: 'FieldSetting' });

export const listFieldSettings = defineEndpoint({
  name: 'fieldSettings.list',
  summary: 'What this workspace says of fields: names, help, conditions, options; for owners',
  method: 'GET',
  path: '/field-settings',
  query: z.strictObject({ noun: name.optional() }),
  response: z.strictObject({ items: z.array(fieldSetting) }),
});

export const putFieldSetting = defineEndpoint({
  name: 'fieldSettings.put',
  summary: 'Say of a field what it is called, when it is shown and required, and what it refuses; for owners',
  method: 'PUT',
  path: '/field-settings/{noun}/{field}',
  params: z.strictObject({ noun: name, field: name }),
  body: z.strictObject({
    /** The state this was made from; 0 where nothing was said yet. */
    version: z.int().min(0),
    definition: fieldSettingInput,
  }),
  response: fieldSetting.extend({
    /** How many records hold an option that is not offered to them now, where options depend on another field; they keep it. */
    unoffered: z.int().min(0).optional(),
  }),
  errors: ['notFound', 'stale', 'optionInUse'],
});
