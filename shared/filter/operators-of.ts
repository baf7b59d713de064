import type { OperandKind } from './field-path.ts';
import type { Operator } from './filter.ts';

/** The operators a path of this kind may be filtered with, in the order a person is offered them. */
export function operatorsOf(kind: OperandKind): readonly Operator[] {
  return operatorsByKind[kind];
}

/** An operator that says the opposite of another: it holds exactly where the other does not. */
export function oppositeOf(op: Operator): Operator | null {
  return opposites[op] ?? null;
}

const opposites: Readonly<Partial<Record<Operator, Operator>>> = {
  isNot: 'is',
  isNoneOf: 'isAnyOf',
  notContains: 'contains',
  isEmpty: 'isNotEmpty',
};

const filledness = ['isEmpty', 'isNotEmpty'] as const;
const sameness = ['is', 'isNot', 'isAnyOf', 'isNoneOf'] as const;
const order = ['lessThan', 'atMost', 'greaterThan', 'atLeast'] as const;
const wording = ['contains', 'notContains', 'startsWith', ...sameness, ...filledness] as const;
const days = ['is', 'isNot', ...order, ...filledness] as const;

const operatorsByKind: Readonly<Record<OperandKind, readonly Operator[]>> = {
  id: sameness,
  text: wording,
  number: [...sameness, ...order, ...filledness],
  date: days,
  datetime: days,
  anniversary: days,
  years: [...sameness, ...order, ...filledness],
  boolean: ['is', 'isNot', ...filledness],
  choice: [...sameness, ...filledness],
  choices: [...sameness, ...filledness],
  emails: wording,
  phones: wording,
  urls: wording,
  files: wording,
  address: ['contains', 'notContains', ...filledness],
  location: ['isWithin', ...filledness],
  json: ['contains', 'notContains', ...filledness],
  member: [...sameness, 'isInTeamOf', ...filledness],
  relation: [...sameness, ...filledness],
  links: [...sameness, ...filledness],
};

const known: ReadonlySet<unknown> = new Set(Object.values(operatorsByKind).flat());

/** Whether it is an operator of any kind; `filter.ts` has the list, and a schema library with it. */
export function isOperator(value: unknown): value is Operator {
  return known.has(value);
}
