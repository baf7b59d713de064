import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { nounIcons } from '../../../shared/nouns/custom-noun.ts';
import { customFieldInput, texts } from './custom-fields.api.ts';
import { localText } from './local-text-schema.ts';
import { nounWords } from './noun-names.api.ts';

const changeable = {
  one: nounWords.one,
  many: nounWords.many,
  create: nounWords.create.nullable().optional(),
  about: nounWords.about.nullable().optional(),
  icon: z.enum(nounIcons),
  /** `work` is changed by its owner, managers and owners; `directory` is kept by managers and owners. */
  rights: z.enum(['work', 'directory']),
  /** What the field that names a record is called. */
  titleLabel: localText(100).nullable().optional(),
};

export const customNounInput = z.strictObject({
  ...changeable,
  icon: changeable.icon.default('folder'),
  rights: changeable.rights.default('work'),
  /** The fields it begins with. */
  fields: z
    .array(customFieldInput.omit({ noun: true }))
    .max(100)
    .default([]),
});
export type CustomNounInput = z.output<typeof customNounInput>;

export const customNounPatch = z
  .strictObject({ ...changeable, retired: z.boolean() })
  .partial()
  .omit({ rights: true });
export type CustomNounPatch = z.output<typeof customNounPatch>;

const customNoun = z
  .strictObject({
    id: z.guid(),
    /** Its name in relations, changes and texts. */
    name: z.string(),
    /** Its name in addresses. */
    plural: z.string(),
    one: texts,
    many: texts,
    create: texts.nullable(),
    about: texts.nullable(),
    icon: z.enum(nounIcons),
    rights: z.enum(['work', 'directory']),
    titleLabel: texts.nullable(),
    retired: z.boolean(),
    /** Also its `ETag`: sent back as `If-Match` to change this very state. */
    version: z.int(),
  })
  .meta({ title: 'CustomNoun' });
export type CustomNounAnswer = z.output<typeof customNoun>;

export const listCustomNouns = defineEndpoint({
  name: 'customNouns.list',
  summary: 'The nouns this workspace has added, retired ones too; for owners',
  method: 'GET',
  path: '/custom-nouns',
  response: z.strictObject({ items: z.array(customNoun) }),
});

export const addCustomNoun = defineEndpoint({
  name: 'customNouns.add',
  summary: 'Add a noun with its first fields; its records can be written at once under /x-…; for owners',
  method: 'POST',
  path: '/custom-nouns',
  body: customNounInput,
  response: customNoun,
  status: 201,
});

export const changeCustomNoun = defineEndpoint({
  name: 'customNouns.change',
  summary: 'Change what an added noun is called, or retire it; for owners',
  method: 'PATCH',
  path: '/custom-nouns/{id}',
  params: z.strictObject({ id: z.guid() }),
  body: customNounPatch,
  response: customNoun,
  errors: ['notFound', 'stale'],
});
