import { Decimal } from 'decimal.js';
import { localDate } from '../dates/time-zone.ts';
import { personNameText } from '../names/person-name.ts';
import type { Money, PersonName } from '../nouns/value.ts';
import type { FieldOperand } from './field-operand.ts';
import { formulaLimits, numberBound } from './limits.ts';
import { isValueError, type ValueErrorCode } from './value-error.ts';

/** Ends the evaluation of a record. */
export class EvaluationError extends Error {
  readonly code: ValueErrorCode;

  constructor(code: ValueErrorCode) {
    super(code);
    this.name = 'EvaluationError';
    this.code = code;
  }
}

/** Decimals enough for any two operands; rounded half away from zero, as all of the product. */
export const Exact = Decimal.clone({ precision: 80, rounding: Decimal.ROUND_HALF_UP });

export class Amount {
  readonly amount: Decimal;
  readonly currency: string;

  constructor(amount: Decimal, currency: string) {
    this.amount = amount;
    this.currency = currency;
  }
}

/** A value on its way through a formula; null is empty, an ISO date is a text, a pointer its id. */
export type Value = null | string | boolean | Decimal | Amount | readonly string[];

/** Kept to twelve decimals. Throws for what no number of ours is. */
export function bounded(number: Decimal): Decimal {
  if (!number.isFinite() || number.abs().gte(numberBound)) throw new EvaluationError('tooLarge');
  const rounded = number.toDecimalPlaces(formulaLimits.decimals);
  return rounded.isZero() ? new Exact(0) : rounded;
}

export function boundedText(text: string): string {
  if (text.length > formulaLimits.textLength) throw new EvaluationError('tooLongText');
  return text;
}

/** What a record's JSON, or an input, holds at an operand, as a formula takes it. Throws the error it holds instead. */
export function operandValue(operand: FieldOperand, json: unknown, timeZone: string): Value {
  if (json === undefined || json === null || json === '') return null;
  if (isValueError(json)) throw new EvaluationError(json.error);
  if (operand.part !== null) return ((json as Record<string, unknown>)[operand.part] as string | undefined) || null;
  switch (operand.field.kind) {
    case 'number':
    case 'percent':
    case 'rating':
      return bounded(new Exact(json as number | string));
    case 'money':
      return amountOf(json as Money);
    case 'personName':
      return personNameText(json as PersonName, 'en') || null;
    case 'datetime':
      return localDate(timeZone, new Date(json as string));
    case 'emails':
      return (json as readonly { address: string }[]).map(({ address }) => address);
    case 'phones':
      return (json as readonly { number: string }[]).map(({ number }) => number);
    case 'member':
    case 'relation':
      return typeof json === 'string' ? json : (json as { id: string }).id;
    default:
      return json as string | boolean | readonly string[];
  }
}

function amountOf({ amount, currency }: Money): Amount {
  return new Amount(bounded(new Exact(amount)), currency);
}

/** An empty text or list is no value. */
export function isEmpty(value: Value): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
