import type { Decimal } from 'decimal.js';
import { addUnits, type DateUnit, daysBetween, findIsoDate, firstDate, lastDate } from '../dates/iso-date.ts';
import { decimalsOf } from '../money/amount.ts';
import { caseFold } from '../text/fold.ts';
import { Amount, bounded, boundedText, EvaluationError, Exact, isEmpty, type Value } from './value.ts';

type Operation = (args: readonly Value[]) => Value;

/** Empty where any argument is. */
const strict =
  (work: (...args: readonly never[]) => Value): Operation =>
  (args) =>
    args.some((arg) => arg === null) ? null : work(...(args as never[]));
const texts = (work: (...args: readonly string[]) => Value) => strict(work as never);
const numbers = (work: (...args: readonly Decimal[]) => Decimal) =>
  strict(((...args: readonly Decimal[]) => bounded(work(...args))) as never);

/** On numbers and on amounts of one currency alike. */
function likeAmounts(work: (left: Decimal, right: Decimal) => Decimal): Operation {
  return strict(((left: Decimal | Amount, right: Decimal | Amount) => {
    if (!(left instanceof Amount) || !(right instanceof Amount))
      return bounded(work(left as Decimal, right as Decimal));
    return new Amount(bounded(work(left.amount, right.amount)), sameCurrency(left, right));
  }) as never);
}

function sameCurrency(left: Amount, right: Amount): string {
  if (left.currency !== right.currency) throw new EvaluationError('currenciesDiffer');
  return left.currency;
}

const multiply = strict(((left: Decimal | Amount, right: Decimal | Amount) => {
  if (left instanceof Amount) return new Amount(bounded(left.amount.times(right as Decimal)), left.currency);
  if (right instanceof Amount) return new Amount(bounded(right.amount.times(left)), right.currency);
  return bounded(left.times(right));
}) as never);

const divide = strict(((left: Decimal | Amount, right: Decimal | Amount) => {
  const divisor = right instanceof Amount ? right.amount : right;
  if (divisor.isZero()) throw new EvaluationError('divisionByZero');
  if (!(left instanceof Amount)) return bounded(left.dividedBy(divisor));
  if (right instanceof Amount) sameCurrency(left, right);
  const quotient = bounded(left.amount.dividedBy(divisor));
  return right instanceof Amount ? quotient : new Amount(quotient, left.currency);
}) as never);

const onAmount = (work: (number: Decimal) => Decimal): Operation =>
  strict(((value: Decimal | Amount) =>
    value instanceof Amount ? new Amount(work(value.amount), value.currency) : work(value)) as never);

/** Below, at or above zero as the first is less, the same or more. Texts are alike without case. */
function compare(left: Value, right: Value): number {
  if (left instanceof Amount && right instanceof Amount) {
    sameCurrency(left, right);
    return left.amount.cmp(right.amount);
  }
  if (left instanceof Exact && right instanceof Exact) return left.cmp(right);
  return left === right ? 0 : String(left) < String(right) ? -1 : 1;
}

function areEqual([left = null, right = null]: readonly Value[]): boolean {
  if (isEmpty(left) || isEmpty(right)) return isEmpty(left) && isEmpty(right);
  if (typeof left === 'string' && typeof right === 'string') return caseFold(left) === caseFold(right);
  if (left instanceof Amount && right instanceof Amount && left.currency !== right.currency) return false;
  return compare(left, right) === 0;
}

const ordered = (holds: (order: number) => boolean): Operation =>
  strict(((left: Value, right: Value) => holds(compare(left, right))) as never);

function extreme(sign: 1 | -1): Operation {
  return (args) =>
    args.reduce((best, arg) => {
      if (arg === null) return best;
      return best === null || compare(arg, best) * sign > 0 ? arg : best;
    }, null);
}

function textOf(value: Value): string {
  if (value === null) return '';
  if (value instanceof Amount)
    return `${value.amount.toFixed(Math.max(2, value.amount.decimalPlaces()))} ${value.currency}`;
  return value instanceof Exact ? value.toFixed() : String(value);
}

const whole = (number: Decimal): number => number.trunc().toNumber();
/** As many letters as are asked for, from the start (1) or the end (-1). */
function cut(text: string, count: Decimal, from: 1 | -1): string {
  const letters = [...text];
  const most = Math.max(0, Math.min(whole(count), letters.length));
  return (from === 1 ? letters.slice(0, most) : letters.slice(letters.length - most)).join('');
}

function parsed(text: string): Decimal {
  const plain = text.trim().replace(',', '.');
  if (!/^[+-]?\d{1,30}(\.\d{1,30})?$/.test(plain)) throw new EvaluationError('notANumber');
  return bounded(new Exact(plain));
}

function replaced(text: string, sought: string, by: string): string {
  if (sought === '') return text;
  const parts = text.split(sought);
  // Looked at before it is made: a short formula could ask for a very long text.
  if (text.length + (parts.length - 1) * by.length > 100_000) throw new EvaluationError('tooLongText');
  return boundedText(parts.join(by));
}

const later = (unit: DateUnit): Operation =>
  strict(((date: string, count: Decimal) => {
    const found = addUnits(date, whole(count), unit);
    // The calendar of ISO dates ends there; what lies beyond would be taken for its last day.
    if (found === firstDate || found === lastDate) throw new EvaluationError('noSuchDate');
    return found;
  }) as never);

function dateOf(year: Decimal, month: Decimal, day: Decimal): string {
  const date = findIsoDate(whole(year), whole(month), whole(day));
  if (!date) throw new EvaluationError('noSuchDate');
  return date;
}

const partOfDate = (start: number, end: number) => texts((date = '') => new Exact(date.slice(start, end)));

/** The Monday every week is counted from. */
const aMonday = '0001-01-01';
const weekday = texts((date = '') => new Exact((daysBetween(aMonday, date) % 7) + 1));

function moneyOf(number: Decimal, code: string): Amount {
  const currency = code.trim().toUpperCase();
  if (!/^[A-Z]{3}$/.test(currency)) throw new EvaluationError('notACurrency');
  return new Amount(number, currency);
}

function rounded([value = null, places = null]: readonly Value[]): Value {
  if (value === null) return null;
  const isAmount = value instanceof Amount;
  const number = isAmount ? value.amount : (value as Decimal);
  const decimals = places instanceof Exact ? whole(places) : isAmount ? decimalsOf(value.currency) : 0;
  const most = Math.max(-24, Math.min(12, decimals));
  const unit = new Exact(10).pow(Math.abs(Math.min(0, most)));
  const result = most >= 0 ? number.toDecimalPlaces(most) : number.dividedBy(unit).toDecimalPlaces(0).times(unit);
  return isAmount ? new Amount(bounded(result), value.currency) : bounded(result);
}

/** What every function does whose arguments are all worked out first. */
export const operations: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ['add', likeAmounts((left, right) => left.plus(right))],
  ['subtract', likeAmounts((left, right) => left.minus(right))],
  ['multiply', multiply],
  ['divide', divide],
  ['negate', onAmount((number) => number.negated())],
  ['abs', onAmount((number) => number.abs())],
  ['join', (args) => boundedText(args.map(textOf).join(''))],
  ['equal', areEqual],
  ['unequal', (args) => !areEqual(args)],
  ['less', ordered((order) => order < 0)],
  ['atMost', ordered((order) => order <= 0)],
  ['greater', ordered((order) => order > 0)],
  ['atLeast', ordered((order) => order >= 0)],
  ['not', ([value]) => value !== true],
  ['true', () => true],
  ['false', () => false],
  ['isempty', ([value = null]) => isEmpty(value)],
  ['upper', texts((text = '') => text.toUpperCase())],
  ['lower', texts((text = '') => caseFold(text))],
  ['trim', texts((text = '') => text.trim())],
  ['length', texts((text = '') => new Exact([...text].length))],
  ['left', strict(((text: string, count: Decimal) => cut(text, count, 1)) as never)],
  ['right', strict(((text: string, count: Decimal) => cut(text, count, -1)) as never)],
  ['contains', texts((text = '', part = '') => caseFold(text).includes(caseFold(part)))],
  ['startswith', texts((text = '', part = '') => caseFold(text).startsWith(caseFold(part)))],
  ['replace', texts((text = '', sought = '', by = '') => replaced(text, sought, by))],
  ['text', ([value = null]) => (value === null ? null : textOf(value))],
  ['includes', ([list, sought]) => isIncluded(list ?? null, sought ?? null)],
  ['count', ([list]) => new Exact(Array.isArray(list) ? list.length : 0)],
  ['number', texts((text = '') => (text.trim() === '' ? null : parsed(text)))],
  ['round', rounded],
  ['floor', numbers((number) => (number as Decimal).floor())],
  ['ceiling', numbers((number) => (number as Decimal).ceil())],
  ['min', extreme(-1)],
  ['max', extreme(1)],
  ['date', strict(((year: Decimal, month: Decimal, day: Decimal) => dateOf(year, month, day)) as never)],
  ['daysbetween', texts((from = '', to = '') => new Exact(daysBetween(from, to)))],
  ['adddays', later('day')],
  ['addmonths', later('month')],
  ['addyears', later('year')],
  ['year', partOfDate(0, 4)],
  ['month', partOfDate(5, 7)],
  ['day', partOfDate(8, 10)],
  ['weekday', weekday],
  ['money', strict(((number: Decimal, code: string) => moneyOf(number, code)) as never)],
  ['amount', strict(((value: Amount) => value.amount) as never)],
  ['currency', strict(((value: Amount) => value.currency) as never)],
]);

function isIncluded(list: Value, sought: Value): boolean {
  if (!Array.isArray(list) || typeof sought !== 'string') return false;
  return list.some((item) => caseFold(String(item)) === caseFold(sought));
}
