import type { Money } from '../nouns/value.ts';

export interface MoneyStyle {
  /** Leaves the decimals out, as sums on a board do. */
  readonly whole?: boolean;
  /** "1.2M" instead of all digits. */
  readonly compact?: boolean;
}

/** The amount as people of the locale write it, exact to the digit whatever its size. */
export function formatMoney(money: Money, locale: string, style: MoneyStyle = {}): string {
  const { currency } = money;
  const digits = style.whole
    ? { minimumFractionDigits: 0, maximumFractionDigits: 0 }
    : style.compact
      ? ({ notation: 'compact', minimumFractionDigits: 0, maximumFractionDigits: 1 } as const)
      : {};
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    ...digits,
  });
  // Intl takes decimal text as it is; a number would lose digits of large amounts.
  return format.format(money.amount as Intl.StringNumericLiteral);
}
