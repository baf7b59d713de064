import { z } from 'zod';
import { filterSchema } from '../filter/filter.ts';
import { booleanParam, integerParam, jsonParam, listParam } from './query-params.ts';

/** The most records of one page, and how many one has when nothing is said. */
export const pageLimit = { most: 200, default: 60 } as const;

export const recordParams = z.strictObject({ id: z.guid() });

export const shapeQuery = z.strictObject({ expand: listParam().optional(), fields: listParam().optional() });
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
});
export const changesQuery = z.strictObject({ limit: limitParam, cursor: cursorParam });

/** What a list is asked for. */
export type ListInput = z.input<typeof listQuery>;
export type CountInput = z.input<typeof countQuery>;
export type ShapeInput = z.input<typeof shapeQuery>;
export type ChangesInput = z.input<typeof changesQuery>;
