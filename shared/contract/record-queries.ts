import { z } from 'zod';
import { filterSchema } from '../filter/filter.ts';
import { booleanParam, integerParam, jsonParam, listParam } from './query-params.ts';

/** The most records of one page, and how many one has when nothing is said. */
export const pageLimit = { most: 200, default: 60 } as const;

export const recordParams = z.strictObject({ id: z.guid() });

const shapeWords = {
  expand:
    'Fields that point at records, whose references then carry `label`; `*` for all. A path (`company.industry`) adds that field of the record pointed at, under the path as its name: null where that record may not be read',
  fields: 'The fields to answer, paths (`company.industry`) among them; all fields when absent',
} as const;
export const shapeQuery = z.strictObject({
  expand: listParam().optional().meta({ description: shapeWords.expand }),
  fields: listParam().optional().meta({ description: shapeWords.fields }),
});
export const countQuery = z.strictObject({
  filter: jsonParam(filterSchema).optional(),
  search: z.string().max(200).optional(),
  /** Each word of `search` may have one typing error. */
  near: booleanParam().optional(),
  deleted: booleanParam().optional(),
});
const limitParam = integerParam({ min: 1, max: pageLimit.most }).default(pageLimit.default);
/** A cursor carries the value its page ends with: the longest name, written as Base64. */
const cursorParam = z.string().min(1).max(8000).optional();
export const listQuery = z.strictObject({
  ...countQuery.shape,
  ...shapeQuery.shape,
  /** A field's name, `-` in front for descending; further ones separated by commas. */
  sort: z
    .string()
    .max(500)
    .regex(/^-?[\w.]+(,-?[\w.]+)*$/)
    .optional(),
  limit: limitParam,
  cursor: cursorParam,
  before: cursorParam.meta({
    description:
      'A cursor instead of `cursor`: the page that ends there, its last record included; `end` for the last page',
  }),
});
const { filter, search, near, deleted, sort } = listQuery.shape;
export const positionsQuery = z.strictObject({ filter, search, near, deleted, sort });
export const changesQuery = z.strictObject({
  limit: limitParam,
  cursor: cursorParam,
  field: z.string().max(100).optional().describe('Only what changed this field'),
});

/** What a list is asked for. */
export type ListInput = z.input<typeof listQuery>;
export type CountInput = z.input<typeof countQuery>;
export type ShapeInput = z.input<typeof shapeQuery>;
export type ChangesInput = z.input<typeof changesQuery>;
