import type { ValueType } from './field-operand.ts';

/**
 * What a function takes and gives. `same` is any one type all of them share; `any` takes whatever there is; `scalar` all
 * but lists and records. A signature's last argument may be repeated where `repeats` says so.
 */
export type ArgumentType = ValueType | 'same' | 'any' | 'scalar';

export interface Signature {
  readonly args: readonly ArgumentType[];
  /** How many of `args` must be there; all when absent. */
  readonly least?: number;
  readonly repeats?: boolean;
  readonly gives: ValueType | 'same';
}

const one = (gives: Signature['gives'], ...args: readonly ArgumentType[]): Signature => ({ args, gives });

const comparable: readonly Signature[] = [
  one('boolean', 'number', 'number'),
  one('boolean', 'money', 'money'),
  one('boolean', 'date', 'date'),
];
const equality: readonly Signature[] = [
  ...comparable,
  one('boolean', 'text', 'text'),
  one('boolean', 'boolean', 'boolean'),
];
const extremes = (['number', 'money', 'date'] as const).map(
  (type): Signature => ({ args: [type, type], repeats: true, least: 1, gives: type }),
);

/** Functions that operators stand for; a person does not call them by name. */
const operators: Readonly<Record<string, readonly Signature[]>> = {
  add: [one('number', 'number', 'number'), one('money', 'money', 'money')],
  subtract: [one('number', 'number', 'number'), one('money', 'money', 'money')],
  multiply: [one('number', 'number', 'number'), one('money', 'money', 'number'), one('money', 'number', 'money')],
  divide: [one('number', 'number', 'number'), one('money', 'money', 'number'), one('number', 'money', 'money')],
  negate: [one('number', 'number'), one('money', 'money')],
  join: [one('text', 'scalar', 'scalar')],
  equal: equality,
  unequal: equality,
  less: comparable,
  atMost: comparable,
  greater: comparable,
  atLeast: comparable,
  and: [one('boolean', 'boolean', 'boolean')],
  or: [one('boolean', 'boolean', 'boolean')],
  not: [one('boolean', 'boolean')],
  true: [one('boolean')],
  false: [one('boolean')],
};

/** Functions by the name they are called by, in lower case; upper and lower case are alike to the one who writes. */
const named: Readonly<Record<string, readonly Signature[]>> = {
  if: [{ args: ['boolean', 'same', 'same'], least: 2, gives: 'same' }],
  isempty: [one('boolean', 'any')],
  coalesce: [{ args: ['same', 'same'], repeats: true, least: 1, gives: 'same' }],
  iferror: [one('same', 'same', 'same')],
  upper: [one('text', 'text')],
  lower: [one('text', 'text')],
  trim: [one('text', 'text')],
  length: [one('number', 'text')],
  left: [one('text', 'text', 'number')],
  right: [one('text', 'text', 'number')],
  contains: [one('boolean', 'text', 'text')],
  startswith: [one('boolean', 'text', 'text')],
  replace: [one('text', 'text', 'text', 'text')],
  text: [one('text', 'scalar')],
  includes: [one('boolean', 'list', 'text')],
  count: [one('number', 'list')],
  number: [one('number', 'text')],
  round: [
    { args: ['number', 'number'], least: 1, gives: 'number' },
    { args: ['money', 'number'], least: 1, gives: 'money' },
  ],
  floor: [one('number', 'number')],
  ceiling: [one('number', 'number')],
  abs: [one('number', 'number'), one('money', 'money')],
  min: extremes,
  max: extremes,
  today: [one('date')],
  date: [one('date', 'number', 'number', 'number')],
  daysbetween: [one('number', 'date', 'date')],
  adddays: [one('date', 'date', 'number')],
  addmonths: [one('date', 'date', 'number')],
  addyears: [one('date', 'date', 'number')],
  year: [one('number', 'date')],
  month: [one('number', 'date')],
  day: [one('number', 'date')],
  weekday: [one('number', 'date')],
  money: [one('money', 'number', 'text')],
  amount: [one('number', 'money')],
  currency: [one('text', 'money')],
};

/** As they are shown to whoever writes a formula. */
export const functionNames = [
  ...['if', 'isEmpty', 'coalesce', 'ifError', 'upper', 'lower', 'trim', 'length', 'left', 'right', 'contains'],
  ...['startsWith', 'replace', 'text', 'includes', 'count', 'number', 'round', 'floor', 'ceiling', 'abs', 'min', 'max'],
  ...['today', 'date', 'daysBetween', 'addDays', 'addMonths', 'addYears', 'year', 'month', 'day', 'weekday'],
  ...['money', 'amount', 'currency'],
] as const;

/** The ways a function can be called; undefined for one that is not there. An operator's word is no function's name. */
export function signaturesOf(name: string, isOperator: boolean): readonly Signature[] | undefined {
  const known = isOperator ? operators : named;
  return Object.hasOwn(known, name) ? known[name] : undefined;
}
