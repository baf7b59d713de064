import { addUnits, startOf } from '../dates/iso-date.ts';
import type { Area } from '../geo/location.ts';
import type { OperandKind } from './field-path.ts';
import { isFieldReference } from './field-reference.ts';
import type { FilterContext, FilterValue, RelativeDay } from './filter.ts';

export type ResolvedScalar = string | number | boolean | null | Area;
export type ResolvedValue = ResolvedScalar | readonly ResolvedScalar[];

/**
 * A filter's value as it stands for this actor today: relative days become ISO dates; where records are pointed at, `@me`
 * becomes the acting member's id (null for the system itself, which is no member and matches no record) and ids are in
 * lower case.
 */
export function resolveValue(value: FilterValue | undefined, kind: OperandKind, ctx: FilterContext): ResolvedValue {
  // What another field holds has been put in its place where there is one record to read it from.
  if (isFieldReference(value)) return null;
  return isList(value) ? value.map((item) => resolveScalar(item, kind, ctx)) : resolveScalar(value ?? null, kind, ctx);
}

/** Whether values of the kind are ids of records. */
export function isPointing(kind: OperandKind): boolean {
  return kind === 'member' || kind === 'relation' || kind === 'links' || kind === 'id';
}

/** The ISO date a relative day is today. */
export function resolveRelativeDay(day: RelativeDay, today: string): string {
  const anchor = startOf(today, anchorUnits[day.from]);
  return addUnits(anchor, day.plus ?? 0, day.unit ?? 'day');
}

const anchorUnits = {
  today: 'day',
  startOfWeek: 'week',
  startOfMonth: 'month',
  startOfQuarter: 'quarter',
  startOfYear: 'year',
} as const;

type Scalar = string | number | boolean | null | RelativeDay | Area;

function resolveScalar(value: Scalar, kind: OperandKind, ctx: FilterContext): ResolvedScalar {
  if (typeof value === 'object' && value !== null)
    return 'from' in value ? resolveRelativeDay(value, ctx.today) : value;
  if (typeof value !== 'string' || !isPointing(kind)) return value;
  return value === '@me' ? ctx.memberId : value.toLowerCase();
}

/** `Array.isArray` does not narrow read-only arrays. */
function isList(value: FilterValue | undefined): value is readonly (string | number | RelativeDay)[] {
  return Array.isArray(value);
}
