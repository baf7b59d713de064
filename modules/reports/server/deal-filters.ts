import { addDays, addUnits } from '../../../shared/dates/iso-date.ts';
import type { Condition, Filter } from '../../../shared/filter/filter.ts';

/** Which deals a report is about. */
export interface ReportScope {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly pipeline?: string | undefined;
  readonly owner?: string | undefined;
  readonly team?: string | undefined;
  readonly product?: string | undefined;
  /** Further conditions, of any field of the deal or its clients. */
  readonly filter?: Filter | undefined;
}
export type Status = 'open' | 'won' | 'lost';

/** A field that must hold this value, or be empty. */
export function equals(field: string, value: string | null): Condition {
  return value === null ? { field, op: 'isEmpty' } : { field, op: 'is', value };
}

/** Deals of the scope, whatever their outcome: the conditions every figure shares. */
function sharedConditions({ pipeline, owner, team, product, filter }: ReportScope): Filter[] {
  const fields = { pipeline, owner, 'owner.team': team, 'dealLine.product': product };
  const further = !filter ? [] : 'all' in filter ? filter.all : [filter];
  return [...Object.entries(fields).flatMap(([field, value]) => (value ? [equals(field, value)] : [])), ...further];
}

function closingConditions({ from, to }: ReportScope): Condition[] {
  return [
    ...(from ? [{ field: 'closedOn', op: 'atLeast', value: from } as const] : []),
    ...(to ? [{ field: 'closedOn', op: 'atMost', value: to } as const] : []),
  ];
}

/** Every deal the report looks at: open now, or closed within the period. */
export function reportedDeals(scope: ReportScope): Filter {
  const closed: Filter = {
    all: [{ field: 'status', op: 'isAnyOf', value: ['won', 'lost'] }, ...closingConditions(scope)],
  };
  return { all: [...sharedConditions(scope), { any: [equals('status', 'open'), closed] }] };
}

/** Deals with this outcome that meet further conditions. */
export function dealsOf(scope: ReportScope, status: Status, ...further: readonly Filter[]): Filter {
  const closing = status === 'open' ? [] : closingConditions(scope);
  return { all: [...sharedConditions(scope), equals('status', status), ...closing, ...further] };
}

/** Won and lost deals that meet further conditions. */
export function closedDeals(scope: ReportScope, ...further: readonly Filter[]): Filter {
  const closed: Filter = { field: 'status', op: 'isAnyOf', value: ['won', 'lost'] };
  return { all: [...sharedConditions(scope), closed, ...closingConditions(scope), ...further] };
}

/** Deals the report looks at that meet further conditions. */
export function reportedWith(scope: ReportScope, ...further: readonly Filter[]): Filter {
  return { all: [reportedDeals(scope), ...further] };
}

/** Deals that have both dates of a cycle. */
export const withCycle: readonly Filter[] = [
  { field: 'openedOn', op: 'isNotEmpty' },
  { field: 'closedOn', op: 'isNotEmpty' },
];

/** The scope narrowed to one month or quarter; null stands for deals closed on no known day. */
export function withinPeriod(scope: ReportScope, start: string | null, unit: 'month' | 'quarter'): ReportScope {
  if (start === null) return scope;
  const end = endOf(start, unit);
  const from = scope.from && scope.from > start ? scope.from : start;
  const to = scope.to && scope.to < end ? scope.to : end;
  return { ...scope, from, to };
}

/** The last day of the month or quarter that begins on `start`. */
export function endOf(start: string, unit: 'month' | 'quarter'): string {
  return addDays(addUnits(start, 1, unit), -1);
}

/**
 * Deals in a currency that had no rate on their day: the closing day, or today for open deals and those closed on no known
 * day. `firstRate` is the first day the currency has a rate for, null for never.
 */
export function withoutRate(currency: string, status: Status, firstRate: string | null, today: string): Filter {
  const inCurrency = equals('amount.currency', currency);
  if (firstRate === null || status === 'open') return inCurrency;
  const before: Filter = { field: 'closedOn', op: 'lessThan', value: firstRate };
  const undated = equals('closedOn', null);
  return { all: [inCurrency, firstRate > today ? { any: [before, undated] } : before] };
}
