import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { coded } from '../../../shared/contract/field-errors.ts';
import { plainText } from '../../../shared/contract/text-schemas.ts';
import { languages } from '../../../shared/nouns/metadata.ts';
import { viewLimits, viewTypes, visibilities } from '../../../shared/views/view.ts';
import { choiceWidth, columnName, frozenColumns, roleList, viewSettings } from '../../../shared/views/view-settings.ts';

const nounName = z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,79}$/);

const changeable = {
  name: z
    .partialRecord(z.enum(languages), plainText(viewLimits.name).min(1))
    .refine((texts) => Object.keys(texts).length > 0, coded('required')),
  type: z.enum(viewTypes),
  settings: viewSettings,
  visibility: z.enum(visibilities),
  roles: roleList,
  defaultFor: roleList,
  position: z.int().min(0).max(100_000),
};

export const viewInput = z.strictObject({
  /** The noun whose records it shows, e.g. `deal`. */
  noun: nounName,
  name: changeable.name,
  type: changeable.type.default('list'),
  settings: changeable.settings.default({}),
  visibility: changeable.visibility.default('private'),
  roles: changeable.roles.default([]),
  defaultFor: changeable.defaultFor.default([]),
  position: changeable.position.optional(),
});
export type ViewInput = z.output<typeof viewInput>;

export const viewPatch = z.strictObject(changeable).partial();
export type ViewPatch = z.output<typeof viewPatch>;

export const choicesPatch = z.strictObject({
  opens: z
    .union([z.guid(), z.literal('all')])
    .nullable()
    .optional(),
  order: z.array(z.guid()).max(300).optional(),
  columns: z.array(columnName).min(1).max(viewLimits.columns).nullable().optional(),
  frozen: frozenColumns.nullable().optional(),
  onlyMine: z.boolean().nullable().optional(),
  widths: z
    .record(columnName, choiceWidth)
    .refine((widths) => Object.keys(widths).length <= 300, coded('tooMany', { maximum: 300 }))
    .optional(),
});
export type ChoicesPatch = z.output<typeof choicesPatch>;

const fault = z.strictObject({
  path: z.string(),
  code: z.string(),
  params: z.record(z.string(), z.unknown()).optional(),
});

const view = z
  .strictObject({
    id: z.guid(),
    version: z.int(),
    noun: z.string(),
    name: z.record(z.string(), z.string()),
    type: z.enum(viewTypes),
    settings: viewSettings,
    visibility: z.enum(visibilities),
    roles: roleList,
    defaultFor: roleList,
    owner: z.guid().nullable(),
    position: z.int(),
    mayChange: z.boolean(),
    faults: z.array(fault),
  })
  .meta({ title: 'SavedView' });

const choices = z
  .strictObject({
    opens: z.string().nullable(),
    order: z.array(z.guid()),
    columns: z.array(z.string()).nullable(),
    widths: z.record(z.string(), z.number()),
    frozen: z.int().nullable(),
    /** Whether the lists that stand ready are one's own or everybody's; null where nothing was chosen. */
    onlyMine: z.boolean().nullable(),
  })
  .meta({ title: 'ViewChoices' });

const params = z.strictObject({ id: z.guid() });

export const listViews = defineEndpoint({
  name: 'views.list',
  summary: "The saved views of a noun that the actor finds among theirs, and the actor's own choices",
  method: 'GET',
  path: '/views',
  /** By its name or its plural. */
  query: z.strictObject({ noun: nounName }),
  response: z.strictObject({ items: z.array(view), mine: choices }),
  errors: ['unknownNoun'],
});

export const createView = defineEndpoint({
  name: 'views.create',
  summary: 'Save a view, for oneself or (managers and owners) for others',
  method: 'POST',
  path: '/views',
  body: viewInput,
  response: view,
  status: 201,
});

export const changeView = defineEndpoint({
  name: 'views.change',
  summary: 'Change a saved view; If-Match guards against changing what somebody has changed meanwhile',
  method: 'PATCH',
  path: '/views/{id}',
  params,
  body: viewPatch,
  response: view,
  errors: ['notFound', 'stale'],
});

export const deleteView = defineEndpoint({
  name: 'views.delete',
  summary: 'Take a saved view away; it can be restored',
  method: 'DELETE',
  path: '/views/{id}',
  params,
  response: view,
  errors: ['notFound'],
});

export const restoreView = defineEndpoint({
  name: 'views.restore',
  summary: 'Take back the deletion of a saved view',
  method: 'POST',
  path: '/views/{id}/restore',
  params,
  response: view,
  errors: ['notFound'],
});

export const chooseViews = defineEndpoint({
  name: 'views.choose',
  summary:
    "Change one's own choices: the view that opens, the order of views, columns and their widths, whose records are shown",
  method: 'PATCH',
  path: '/views/choices/{noun}',
  params: z.strictObject({ noun: nounName }),
  body: choicesPatch,
  response: choices,
  errors: ['unknownNoun'],
});
