import { z } from 'zod';
import { filterSchema } from '../filter/filter.ts';
import { integerParam, jsonParam } from './query-params.ts';

/** The spans of time records can be grouped by. */
export const buckets = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type Bucket = (typeof buckets)[number];

/** What can be worked out of a group's records. */
export const measureOps = ['count', 'distinct', 'sum', 'avg', 'min', 'max'] as const;
export type MeasureOp = (typeof measureOps)[number];

const path = z.string().min(1).max(200);

/** A field, or one of a related record (`company.industry`), whose values make the groups. */
export const groupingSchema = z.strictObject({ field: path, by: z.enum(buckets).optional() });
export type Grouping = z.infer<typeof groupingSchema>;

/** `count` takes no field, every other one does. */
export const measureSchema = z.strictObject({ op: z.enum(measureOps), field: path.optional() });
export type Measure = z.infer<typeof measureSchema>;

export const aggregateLimit = { most: 1000, default: 200 } as const;

export const aggregateQuery = z.strictObject({
  group: jsonParam(z.array(groupingSchema).max(3)).optional(),
  measures: jsonParam(z.array(measureSchema).min(1).max(10)).optional(),
  filter: jsonParam(filterSchema).optional(),
  search: z.string().max(200).optional(),
  /** `group` (the default) or `measure.N` by place, `-` in front for descending. */
  sort: z
    .string()
    .regex(/^-?(group|measure\.\d)$/)
    .optional(),
  limit: integerParam({ min: 1, max: aggregateLimit.most }).default(aggregateLimit.default),
});

/** Sums, averages and bounds of money come one for each currency: what is added up must be of one kind. */
const measured = z.union([
  z.number(),
  z.string(),
  z.null(),
  z.array(z.strictObject({ amount: z.string(), currency: z.string() })),
]);

export const groupKey = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.strictObject({ id: z.guid(), label: z.string().nullable() }),
]);

/** A group's key: a value, or the record pointed at; null for those without. */
export type GroupKey = z.output<typeof groupKey>;

export const aggregateResponse = z.strictObject({
  groups: z.array(z.strictObject({ keys: z.array(groupKey), values: z.array(measured) })),
  /** Whether there are more groups than were asked for. */
  more: z.boolean(),
});
export type AggregateResponse = z.infer<typeof aggregateResponse>;
