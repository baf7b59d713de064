/** The filter language of the API (docs/filter-language.md): conditions joined by all, any and not. */
export type Filter =
  | { readonly all: readonly Filter[] }
  | { readonly any: readonly Filter[] }
  | { readonly not: Filter }
  | { readonly search: string }
  | { readonly related: Related }
  | { readonly changed: { readonly field?: string; readonly since: string | RelativeDay } }
  | { readonly was: Was }
  | Condition;

export interface Condition {
  /** `amount`, a part (`address.city`), or a field of a related record (`company.industry`). */
  readonly field: string;
  readonly op: Operator;
  readonly value?: unknown;
}

/** How many records hang on this one: those of the noun `of` that lead here by their field `by`. */
export interface Related {
  readonly of?: string;
  readonly by: string;
  readonly where?: Filter;
  readonly least?: number;
  readonly most?: number;
}

/** That the record's own field held such a value: at some time, or at the end of a day. */
export interface Was {
  readonly field: string;
  readonly op: Operator;
  readonly value: unknown;
  readonly on?: string | RelativeDay;
}

/** A day counted from today. */
export interface RelativeDay {
  readonly from: 'today' | 'startOfWeek' | 'startOfMonth' | 'startOfQuarter' | 'startOfYear';
  readonly plus?: number;
  readonly unit?: 'day' | 'week' | 'month' | 'quarter' | 'year';
}

export type Operator =
  | 'is'
  | 'isNot'
  | 'isAnyOf'
  | 'isNoneOf'
  | 'contains'
  | 'notContains'
  | 'startsWith'
  | 'lessThan'
  | 'atMost'
  | 'greaterThan'
  | 'atLeast'
  | 'isEmpty'
  | 'isNotEmpty'
  | 'isInTeamOf'
  | 'isWithin';
