import { z } from 'zod';
import { groupingSchema, measureSchema } from '../../../shared/contract/record-aggregate.ts';
import { filterSchema } from '../../../shared/filter/filter.ts';
import { reportLimits, reportShapes } from './report-shape.ts';

const path = z.string().min(1).max(200);

/** What a report asks and how it shows the answer. */
export const reportSettings = z.strictObject({
  filter: filterSchema.optional(),
  /** The rows, then the columns; none for the whole alone. */
  group: z.array(groupingSchema).max(2).optional(),
  /** The first one is pictured, and crossed where there are two groupings. */
  measures: z.array(measureSchema).min(1).max(reportLimits.measures),
  /** The order of the rows: `group` or `measure.N` by place, `-` in front for descending. Time always runs forward. */
  sort: z
    .string()
    .regex(/^-?(group|measure\.\d)$/)
    .optional(),
  /** How many rows; the rest is summed up in one. */
  limit: z.int().min(1).max(reportLimits.rows).optional(),
  show: z.enum(reportShapes),
  /** The day or moment (`closedOn`, `deal.closedOn`) whose exchange rates count; today where it is empty or not named. */
  rateOn: path.optional(),
});
export type ReportSettings = z.output<typeof reportSettings>;
