import { z } from 'zod';
import { groupingSchema, measureSchema } from '../contract/record-aggregate.ts';
import { filterSchema } from '../filter/filter.ts';
import { roles } from '../nouns/metadata.ts';
import { viewColors, viewLimits } from './view.ts';

const fieldName = z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,79}$/);
/** A field's name, or the path to a field of the record that a field points at: `company.industry`. */
export const columnName = z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,79}(\.[A-Za-z][A-Za-z0-9]{0,79})?$/);
const width = z.int().min(viewLimits.least).max(viewLimits.widest);

export const frozenColumns = z.int().min(0).max(viewLimits.frozen);

/** What a view shows and how; everything absent is as the noun has it. */
export const viewSettings = z.strictObject({
  filter: filterSchema.optional(),
  /** A field's name, `-` in front for descending. */
  sort: z
    .string()
    .regex(/^-?[A-Za-z][A-Za-z0-9]{0,79}$/)
    .optional(),
  /** The columns of a list, the fields of a card; widths in pixels. */
  columns: z
    .array(z.strictObject({ field: columnName, width: width.optional() }))
    .min(1)
    .max(viewLimits.columns)
    .optional(),
  /** How many of the first columns of a list stay where they are while the others are scrolled past them; 1 when absent. */
  frozen: frozenColumns.optional(),
  /** The levels of a grouped list, outermost first. */
  group: z.array(groupingSchema).min(1).max(3).optional(),
  /** The figures of each group, of each column of a board and of the whole. */
  measures: z.array(measureSchema).min(1).max(10).optional(),
  /** The field whose values are the columns of a board. */
  board: fieldName.optional(),
  /** The day or moment a record stands at in a calendar, and the one it lasts to. */
  calendar: z.strictObject({ start: fieldName, end: fieldName.optional() }).optional(),
  /** The field whose picture a card of a gallery begins with. */
  cover: fieldName.optional(),
  /** The first rule that a record meets gives it its colour. */
  colors: z
    .array(z.strictObject({ filter: filterSchema, color: z.enum(viewColors) }))
    .min(1)
    .max(viewLimits.colors)
    .optional(),
});
export type ViewSettings = z.output<typeof viewSettings>;

export const roleList = z.array(z.enum(roles)).max(roles.length);
export const choiceWidth = width;
