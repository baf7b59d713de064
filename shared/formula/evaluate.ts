import { decimalsOf, roundAmount } from '../money/amount.ts';
import type { Expression, ResultKind } from './check.ts';
import type { FieldOperand } from './field-operand.ts';
import { operations } from './operations.ts';
import { Amount, EvaluationError, Exact, isEmpty, operandValue, type Value } from './value.ts';
import type { ValueError } from './value-error.ts';

/** What a formula is worked out from. */
export interface FormulaScope {
  /** A field's value as a record's JSON or an input has it; of related records too. */
  readonly read: (operand: FieldOperand) => unknown;
  /** ISO date in the workspace's time zone. */
  readonly today: string;
  /** IANA name: the day a moment lies in. */
  readonly timeZone: string;
}

/** A computed field's value as JSON: null where it is empty, an error where it has none. */
export type ComputedValue = string | number | boolean | { readonly amount: string; readonly currency: string } | null;

/** The value of a formula for one record; a number is rounded to `scale` decimals, money to those of its currency. */
export function evaluateFormula(
  { expression, result }: { readonly expression: Expression; readonly result: ResultKind },
  scope: FormulaScope,
  scale: number,
): ComputedValue | ValueError {
  try {
    return finished(evaluate(expression, scope), result, scale);
  } catch (error) {
    if (error instanceof EvaluationError) return { error: error.code };
    throw error;
  }
}

function evaluate(expression: Expression, scope: FormulaScope): Value {
  switch (expression.kind) {
    case 'literal':
      return expression.type === 'number' ? new Exact(expression.text) : expression.text;
    case 'field':
      return operandValue(expression.operand, scope.read(expression.operand), scope.timeZone);
    case 'call':
      return call(expression, scope);
  }
}

function call({ name, args }: Expression & { readonly kind: 'call' }, scope: FormulaScope): Value {
  const value = (index: number): Value => {
    const arg = args[index];
    return arg ? evaluate(arg, scope) : null;
  };
  switch (name) {
    case 'today':
      return scope.today;
    case 'if':
      return value(value(0) === true ? 1 : 2);
    case 'and':
      return value(0) === true && value(1) === true;
    case 'or':
      return value(0) === true || value(1) === true;
    case 'coalesce':
      return firstFilled(args, scope);
    case 'iferror':
      return unlessError(
        () => value(0),
        () => value(1),
      );
    default:
      return operations.get(name)?.(args.map((arg) => evaluate(arg, scope))) ?? null;
  }
}

function firstFilled(args: readonly Expression[], scope: FormulaScope): Value {
  for (const arg of args) {
    const value = evaluate(arg, scope);
    if (!isEmpty(value)) return value;
  }
  return null;
}

function unlessError(first: () => Value, second: () => Value): Value {
  try {
    return first();
  } catch (error) {
    if (error instanceof EvaluationError) return second();
    throw error;
  }
}

/** No amount that a column holds reaches this. */
const amountBound = '1e16';

function finished(value: Value, result: ResultKind, scale: number): ComputedValue {
  if (isEmpty(value)) return null;
  if (result === 'number') return Number((value as InstanceType<typeof Exact>).toDecimalPlaces(scale).toFixed());
  if (!(value instanceof Amount)) return value as string | boolean;
  const amount = roundAmount(value.amount.toFixed(), Math.min(decimalsOf(value.currency), 4));
  if (new Exact(amount).abs().gte(amountBound)) throw new EvaluationError('tooLarge');
  return { amount, currency: value.currency };
}
