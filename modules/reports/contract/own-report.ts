import { z } from 'zod';
import { groupingSchema, type MeasureOp, measureSchema } from '../../../shared/contract/record-aggregate.ts';
import { filterSchema } from '../../../shared/filter/filter.ts';

/** The ways a report's figures can be shown. */
export const reportShapes = ['table', 'bars', 'stacked', 'line', 'share', 'figure'] as const;
export type ReportShape = (typeof reportShapes)[number];

/** Limits that keep a report quick to work out and good to read. */
export const reportLimits = {
  ...{ name: 80, measures: 5, rows: 100, columns: 12, usualRows: 20 },
  /** Of one person alone, and of those that are shared. */
  ...{ private: 200, shared: 300 },
} as const;

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

/** Whether the figures of parts add up to that of the whole. */
export function isAdditive(op: MeasureOp): boolean {
  return op === 'count' || op === 'sum';
}
