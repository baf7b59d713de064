import { Decimal } from 'decimal.js';
import { fullYears, nextAnniversary, yearDayOf } from '../dates/anniversary.ts';
import { isIsoDate } from '../dates/iso-date.ts';
import { localDayRange } from '../dates/time-zone.ts';
import { type Area, distance } from '../geo/location.ts';
import type { Location } from '../nouns/value.ts';
import { caseFold } from '../text/fold.ts';
import type { OperandKind } from './field-path.ts';
import type { FilterContext, Operator } from './filter.ts';
import type { ResolvedValue } from './resolve-value.ts';

/** Whether one filled entry satisfies a positive operator with its value resolved. */
export function holds(
  kind: OperandKind,
  op: Operator,
  entry: unknown,
  value: ResolvedValue,
  ctx: FilterContext,
): boolean {
  if (op === 'isInTeamOf') return ctx.teamMemberIds.some((id) => id.toLowerCase() === entry);
  if (op === 'isAnyOf') return Array.isArray(value) && value.some((item) => holds(kind, 'is', entry, item, ctx));
  if (value === null) return false;
  switch (kind) {
    case 'number':
      return compares(op, new Decimal(entry as string | number).cmp(value as string | number));
    case 'date':
      return compares(op, order(String(entry), String(value)));
    case 'anniversary':
      return compares(op, order(nextAnniversary(yearDayOf(String(entry)), ctx.today), String(value)));
    case 'years':
      return compares(op, new Decimal(fullYears(String(entry), ctx.today)).cmp(value as string | number));
    case 'datetime':
      return holdsAt(op, Date.parse(String(entry)), String(value), ctx.timeZone);
    case 'text':
    case 'emails':
    case 'phones':
    case 'urls':
    case 'files':
    case 'address':
    case 'json':
      return reads(op, caseFold(String(entry)), caseFold(String(value)));
    case 'location':
      return distance(entry as Location, value as Area) <= (value as Area).kilometres;
    default:
      return entry === value;
  }
}

/** A day means the local day: `is` within it, `lessThan` before it starts, `atMost` before it ends and so on. */
function holdsAt(op: Operator, instant: number, value: string, timeZone: string): boolean {
  if (!isIsoDate(value)) return compares(op, order(instant, Date.parse(value)));
  const { start, end } = localDayRange(timeZone, value);
  if (instant < start.getTime()) return compares(op, -1);
  return compares(op, instant < end.getTime() ? 0 : 1);
}

function order<T extends string | number>(left: T, right: T): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function compares(op: Operator, comparison: number): boolean {
  switch (op) {
    case 'is':
      return comparison === 0;
    case 'lessThan':
      return comparison < 0;
    case 'atMost':
      return comparison <= 0;
    case 'greaterThan':
      return comparison > 0;
    case 'atLeast':
      return comparison >= 0;
    default:
      return false;
  }
}

function reads(op: Operator, text: string, sought: string): boolean {
  if (op === 'contains') return text.includes(sought);
  return op === 'startsWith' ? text.startsWith(sought) : text === sought;
}
