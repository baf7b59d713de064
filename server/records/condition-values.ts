import { localDayRange } from '../../shared/dates/time-zone.ts';
import { invalidField } from '../../shared/errors.ts';
import type { OperandKind } from '../../shared/filter/field-path.ts';
import type { Condition, Operator } from '../../shared/filter/filter.ts';
import { type ResolvedScalar, type ResolvedValue, resolveValue } from '../../shared/filter/resolve-value.ts';
import { filterContextOf } from '../context.ts';
import type { FilterScope } from './filter-sql.ts';

/** A condition whose value stands as it is for the actor today. */
export interface ResolvedCondition {
  readonly field: string;
  readonly op: Operator;
  readonly value: ResolvedValue;
}

export function resolveCondition(condition: Condition, kind: OperandKind, scope: FilterScope): ResolvedCondition {
  const value = resolveValue(condition.value, kind, filterContextOf(scope.ctx));
  return { field: condition.field, op: condition.op, value };
}

/** The one value of a condition. */
export function oneValue(condition: ResolvedCondition): ResolvedScalar {
  if (Array.isArray(condition.value)) throw invalidField('filter', 'wrongType', { field: condition.field });
  return condition.value as ResolvedScalar;
}

/** The list of values of a condition. */
export function manyValues(condition: ResolvedCondition): readonly ResolvedScalar[] {
  if (!Array.isArray(condition.value)) throw invalidField('filter', 'notAList', { field: condition.field });
  return condition.value as readonly ResolvedScalar[];
}

/** Moments compared with a day mean that whole day in the actor's time zone; with a moment, that moment. */
export function dateTimeSql(column: string, condition: ResolvedCondition, scope: FilterScope): string {
  if (condition.op === 'isEmpty') return `${column} is null`;
  const value = String(oneValue(condition));
  const isDay = /^\d{4,6}-\d\d-\d\d$/.test(value);
  const range = isDay ? localDayRange(scope.ctx.workspace.timeZone, value) : null;
  const start = () => `${scope.params.add(range ? range.start.toISOString() : value)}::timestamptz`;
  const end = () => `${scope.params.add(range ? range.end.toISOString() : value)}::timestamptz`;
  switch (condition.op) {
    case 'is':
      return range ? `(${column} >= ${start()} and ${column} < ${end()})` : `${column} = ${start()}`;
    case 'lessThan':
      return `${column} < ${start()}`;
    case 'atMost':
      return `${column} ${range ? '<' : '<='} ${end()}`;
    case 'greaterThan':
      return `${column} ${range ? '>=' : '>'} ${end()}`;
    case 'atLeast':
      return `${column} >= ${start()}`;
    default:
      throw invalidField('filter', 'unknownOperator', { field: condition.field, operator: condition.op });
  }
}
