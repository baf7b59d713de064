import type { Field } from '../nouns/field.ts';
import { type OperandKind, operandKindOf } from './field-path.ts';
import type { Operator } from './filter.ts';

const order = ['is', 'isAnyOf', 'lessThan', 'atMost', 'greaterThan', 'atLeast'] as const;
const one = ['is', 'isAnyOf'] as const;

/** Of kinds that hold one value, which the change log keeps as it was. Negations are said by `not`: "never was" is not "was not". */
const operators: Readonly<Partial<Record<OperandKind, readonly Operator[]>>> = {
  number: order,
  date: ['is', 'lessThan', 'atMost', 'greaterThan', 'atLeast'],
  boolean: ['is'],
  choice: one,
  member: one,
  relation: one,
};

/** How a field's past may be asked for; none for a field whose past may not. */
export function pastOperatorsOf(field: Field): readonly Operator[] {
  return field.kind === 'anyRelation' ? [] : (operators[operandKindOf(field.kind)] ?? []);
}
