import { operandKindOf, partKind } from '../../../shared/filter/field-path.ts';
import type { Condition, Filter, FilterValue, Operator } from '../../../shared/filter/filter.ts';
import { operatorsOf } from '../../../shared/filter/operators-of.ts';
import type { FilterTarget } from './filter-fields.ts';
import { fromGroup, isCondition, toGroup } from './filter-tree.ts';

/** How many values an operator takes from a person; `isInTeamOf` is always about the one who asks. */
export type Arity = 'none' | 'one' | 'many';

export function arityOf(operator: Operator): Arity {
  if (operator === 'isEmpty' || operator === 'isNotEmpty' || operator === 'isInTeamOf') return 'none';
  return operator === 'isAnyOf' || operator === 'isNoneOf' ? 'many' : 'one';
}

/** The operators a target offers; a part of a field (a city, a currency) is a text. */
export function targetOperators(target: FilterTarget): readonly Operator[] {
  return operatorsOf(target.part ? partKind(target.part) : operandKindOf(target.field.kind));
}

/** A condition on the target, as yet without a value. */
export function newCondition(target: FilterTarget): Condition {
  const [first = 'isNotEmpty'] = targetOperators(target);
  return { field: target.path, op: first, ...(target.field.kind === 'boolean' ? { value: true } : {}) };
}

/** The same condition with another operator; the value stays where it still fits. */
export function withOperator(condition: Condition, op: Operator): Condition {
  const { value } = condition;
  const arity = arityOf(op);
  if (op === 'isInTeamOf') return { field: condition.field, op, value: '@me' };
  if (arity === 'none') return { field: condition.field, op };
  if (arity === 'many') return { ...condition, op, value: listOf(value) };
  const [first] = listOf(value);
  return { field: condition.field, op, ...(first === undefined ? {} : { value: first }) };
}

function listOf(value: FilterValue | undefined): readonly Extract<FilterValue, string | number>[] {
  if (value === undefined || value === null || value === '') return [];
  const items = Array.isArray(value) ? value : [value];
  return items.filter((item) => typeof item === 'string' || typeof item === 'number');
}

/** The filter without conditions that still lack a value; null when nothing is left of it. */
export function completeFilter(filter: Filter): Filter | null {
  if (isCondition(filter)) {
    const { op, value } = filter;
    if (arityOf(op) === 'none') return filter;
    const given = Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null && value !== '';
    return given ? filter : null;
  }
  if ('was' in filter)
    return completeFilter({ field: filter.was.field, op: filter.was.op, value: filter.was.value }) && filter;
  if ('related' in filter && filter.related.where) {
    const { where, ...rest } = filter.related;
    const complete = completeFilter(where);
    return { related: complete ? { ...rest, where: complete } : rest };
  }
  const group = toGroup(filter);
  if (!group) return filter;
  const children = group.children.flatMap((child) => completeFilter(child) ?? []);
  return children.length > 0 ? fromGroup({ ...group, children }) : null;
}
