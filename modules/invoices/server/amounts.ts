import { decimal, roundMoney, sumByCurrency } from '../../../shared/money/amount.ts';
import type { Money } from '../../../shared/nouns/value.ts';

export interface PricedLine {
  readonly quantity: number | null;
  readonly price: Money | null;
  /** In percent. */
  readonly discount: number | null;
  readonly taxRate: number | null;
}

export interface LineAmounts {
  /** Without the tax. */
  readonly amount: Money | null;
  readonly taxAmount: Money | null;
}

/**
 * Quantity × price less discount, and the tax on it, each rounded once. Where prices hold the tax, the two together are exactly what
 * the price says; else the tax is on top.
 */
export function lineAmounts({ quantity, price, discount, taxRate }: PricedLine, taxIncluded: boolean): LineAmounts {
  if (!price) return { amount: null, taxAmount: null };
  const { currency } = price;
  const share = decimal(100)
    .minus(discount ?? 0)
    .div(100);
  const priced = roundMoney({
    amount: decimal(price.amount)
      .times(quantity ?? 1)
      .times(share)
      .toFixed(),
    currency,
  });
  const rate = decimal(taxRate ?? 0);
  const base = taxIncluded ? rate.plus(100) : decimal(100);
  const taxAmount = roundMoney({ amount: decimal(priced.amount).times(rate).div(base).toFixed(), currency });
  return { amount: taxIncluded ? minus(priced, taxAmount) : priced, taxAmount };
}

export interface Totals {
  readonly net: Money | null;
  readonly tax: Money | null;
  readonly total: Money | null;
}

/** What lines in one currency come to; nothing where none has a price. */
export function sumLines(lines: readonly LineAmounts[]): Totals {
  const sum = (amounts: readonly (Money | null)[]) => sumByCurrency(amounts.flatMap((one) => one ?? []))[0] ?? null;
  const [net, tax] = [sum(lines.map(({ amount }) => amount)), sum(lines.map(({ taxAmount }) => taxAmount))];
  return { net, tax, total: net && tax ? sum([net, tax]) : net };
}

export const zero = (currency: string): Money => ({ amount: '0.00', currency });

export function minus(from: Money, ...taken: readonly (Money | null)[]): Money {
  const left = taken.reduce((rest, one) => rest.minus(one?.amount ?? 0), decimal(from.amount));
  return roundMoney({ amount: left.toFixed(), currency: from.currency });
}

/** Of one currency. */
export function plus(first: Money, ...others: readonly (Money | null)[]): Money {
  const sum = others.reduce((all, one) => all.plus(one?.amount ?? 0), decimal(first.amount));
  return roundMoney({ amount: sum.toFixed(), currency: first.currency });
}

export const least = (one: Money, other: Money): Money => (decimal(one.amount).lt(other.amount) ? one : other);
export const isMore = (one: Money, other: Money): boolean => decimal(one.amount).gt(other.amount);
export const isSome = (money: Money | null | undefined): boolean => Boolean(money && decimal(money.amount).gt(0));
export const compare = (one: Money, other: Money): number => decimal(one.amount).cmp(other.amount);
