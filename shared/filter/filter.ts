import { z } from 'zod';
import { type Area, farthest } from '../geo/location.ts';

/**
 * The one filter language: lists, saved views, access rules and reports all select records with this tree. It compiles to
 * SQL (server/records/filter-sql.ts) and is evaluated in memory (shared/filter/evaluate.ts) with the same meaning.
 *
 * A condition never is unknown: an empty field satisfies only `isEmpty`, `isNot`, `isNoneOf` and `notContains`.
 */
export type Filter =
  | { readonly all: readonly Filter[] }
  | { readonly any: readonly Filter[] }
  | { readonly not: Filter }
  | { readonly search: string; readonly near?: boolean | undefined }
  | { readonly related: Related }
  | { readonly changed: Changed }
  | { readonly was: Was }
  | Condition;

/**
 * How many records hang on this one and match: those of the noun `of` whose pointer or links `by` lead here, or without
 * `of` those that the record's own `by` leads to. Live ones that the actor may see; at least one, where nothing is said.
 */
export interface Related {
  readonly of?: string;
  readonly by: string;
  readonly where?: Filter;
  readonly least?: number;
  /** 0 for none. */
  readonly most?: number;
}

/** The record, or this field of it, was changed on that day or later. Its creation is a change of the record and of no field. */
export interface Changed {
  readonly field?: string;
  readonly since: string | RelativeDay;
}

/**
 * The record's own field held such a value: at some time, now included, or at the end of the day `on`. Before it was created a
 * record held nothing.
 */
export interface Was {
  readonly field: string;
  readonly op: Operator;
  readonly value: FilterValue;
  readonly on?: string | RelativeDay;
}

export interface Condition {
  /** A field's name, a part of it (`address.city`, `amount.currency`) or a field of a related record (`company.industry`). */
  readonly field: string;
  readonly op: Operator;
  readonly value?: FilterValue;
}

export const operators = [
  'is',
  'isNot',
  'isAnyOf',
  'isNoneOf',
  'contains',
  'notContains',
  'startsWith',
  'lessThan',
  'atMost',
  'greaterThan',
  'atLeast',
  'isEmpty',
  'isNotEmpty',
  'isInTeamOf',
  'isWithin',
] as const;
export type Operator = (typeof operators)[number];

/** An area is what locations are looked for in. `@me` is the acting member. A relative day is a date counted from today in the actor's time zone. */
export type FilterValue =
  | string
  | number
  | boolean
  | null
  | RelativeDay
  | FieldReference
  | Area
  | readonly (string | number | RelativeDay)[];
export interface RelativeDay {
  readonly from: 'today' | 'startOfWeek' | 'startOfMonth' | 'startOfQuarter' | 'startOfYear';
  /** How many units later (negative: earlier). */
  readonly plus?: number;
  readonly unit?: 'day' | 'week' | 'month' | 'quarter' | 'year';
}

/** What another field of the same record holds. Only in the conditions of fields: no index answers it for a list. */
export interface FieldReference {
  readonly field: string;
}

/** Limits that keep a hostile filter cheap. */
export const filterLimits = { depth: 6, conditions: 60, listValues: 500, textLength: 500, related: 100 } as const;

const relativeDay = z.strictObject({
  from: z.enum(['today', 'startOfWeek', 'startOfMonth', 'startOfQuarter', 'startOfYear']),
  plus: z.int().min(-10000).max(10000).optional(),
  unit: z.enum(['day', 'week', 'month', 'quarter', 'year']).optional(),
});
const fieldReference = z.strictObject({ field: z.string().max(200) });
const area = z.strictObject({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  kilometres: z.number().positive().max(farthest),
});
const scalar = z.union([z.string().max(filterLimits.textLength), z.number(), relativeDay]);

const name = z.string().max(100);

/** The shape only; fields, operators and values are checked against the noun by the compiler and the evaluator. */
export const filterSchema: z.ZodType<Filter> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(filterSchema).max(filterLimits.conditions) }),
    z.strictObject({ any: z.array(filterSchema).max(filterLimits.conditions) }),
    z.strictObject({ not: filterSchema }),
    z.strictObject({ search: z.string().max(filterLimits.textLength), near: z.boolean().optional() }),
    z.strictObject({
      related: z.strictObject({
        of: name.optional(),
        by: name,
        where: filterSchema.optional(),
        least: z.int().min(0).max(filterLimits.related).optional(),
        most: z.int().min(0).max(filterLimits.related).optional(),
      }),
    }),
    z.strictObject({
      changed: z.strictObject({ field: name.optional(), since: z.union([z.string().max(20), relativeDay]) }),
    }),
    z.strictObject({
      was: z.strictObject({
        field: name,
        op: z.enum(operators),
        value: z.union([scalar, z.boolean(), z.array(scalar).max(filterLimits.listValues)]),
        on: z.union([z.string().max(20), relativeDay]).optional(),
      }),
    }),
    z.strictObject({
      field: z.string().max(200),
      op: z.enum(operators),
      value: z
        .union([scalar, area, fieldReference, z.boolean(), z.null(), z.array(scalar).max(filterLimits.listValues)])
        .optional(),
    }),
  ]),
);

/** What a filter is evaluated against besides the record: who asks, and what day it is for them. */
export interface FilterContext {
  /** The acting member's id; null for the system itself. */
  readonly memberId: string | null;
  /** Members of the actor's team and the teams below it, the actor included. */
  readonly teamMemberIds: readonly string[];
  /** ISO date of today in the actor's time zone. */
  readonly today: string;
  /** IANA name, for datetime fields compared with days. */
  readonly timeZone: string;
}
