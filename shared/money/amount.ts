import { Decimal } from 'decimal.js';
import type { Money } from '../nouns/value.ts';

/**
 * Exact amounts. The one rounding rule of the product is half away from zero (2.345 becomes 2.35, -2.345 becomes -2.35), to
 * the decimals of the currency. Amounts are written with two decimals, more only where they say something.
 */
const Exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP });

/** The sum in one currency. Throws when the currencies differ: what has no rate is never added. */
export function addMoney(first: Money, second: Money): Money {
  if (first.currency !== second.currency) throw new Error(`${first.currency} and ${second.currency} can not be added`);
  return { amount: amountText(new Exact(first.amount).plus(second.amount)), currency: first.currency };
}

/** Sums per currency, in the order the currencies first occur. */
export function sumByCurrency(amounts: readonly Money[]): Money[] {
  const sums = new Map<string, Money>();
  for (const money of amounts) {
    const sum = sums.get(money.currency);
    sums.set(money.currency, sum ? addMoney(sum, money) : { ...money, amount: amountText(new Exact(money.amount)) });
  }
  return [...sums.values()];
}

/** So many times the amount, rounded. `factor` is a decimal, as text where it must be exact. */
export function multiplyMoney(money: Money, factor: string | number): Money {
  return roundMoney({ amount: new Exact(money.amount).times(factor).toFixed(), currency: money.currency });
}

/** The amount in another currency, rounded. `rate` is what one unit of the money's currency is worth in the other one. */
export function convertMoney(money: Money, rate: string | number, currency: string): Money {
  return roundMoney({ amount: new Exact(money.amount).times(rate).toFixed(), currency });
}

/** Rounded to the currency's decimals. */
export function roundMoney(money: Money): Money {
  return { amount: roundAmount(money.amount, decimalsOf(money.currency)), currency: money.currency };
}

/** Rounded half away from zero to so many decimals. */
export function roundAmount(amount: string | number, decimals: number): string {
  return amountText(new Exact(amount).toDecimalPlaces(decimals));
}

/** Below zero, zero or above, as the first amount is less than, the same as or more than the second. */
export function compareAmounts(first: string, second: string): number {
  return new Exact(first).cmp(second);
}

/** The decimals the currency is counted in: 2 for EUR, 0 for JPY, 3 for BHD. */
export function decimalsOf(currency: string): number {
  let decimals = decimalsByCurrency.get(currency);
  if (decimals === undefined) {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency });
    decimals = format.resolvedOptions().maximumFractionDigits ?? 2;
    decimalsByCurrency.set(currency, decimals);
  }
  return decimals;
}

/** Exact arithmetic beyond these, e.g. a share of a sum, under the same rounding rule. */
export function decimal(value: string | number): Decimal {
  return new Exact(value);
}

const decimalsByCurrency = new Map<string, number>();

function amountText(amount: Decimal): string {
  const text = amount.toFixed(Math.max(2, amount.decimalPlaces()));
  return amount.isZero() ? '0.00' : text;
}
