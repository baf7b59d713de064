import { decimal } from '../../../../shared/money/amount.ts';
import type { Money } from '../../../../shared/nouns/value.ts';
import type { AggregateGroup } from '../../../../web/kit/data/aggregate.ts';

export interface Year {
  readonly year: string;
  /** What was invoiced less what was credited, one amount a currency. */
  readonly sums: readonly Money[];
}

/** One sum a currency, less what the other list has in the same one. */
export function lessOf(from: readonly Money[], taken: readonly Money[]): readonly Money[] {
  return from.map(({ amount, currency }) => {
    const less = taken.find((one) => one.currency === currency)?.amount ?? 0;
    return { amount: decimal(amount).minus(less).toFixed(2), currency };
  });
}

/** The years of groups of invoiced and credited sums, in their order; the last five that have any. */
export function yearsOf(groups: readonly AggregateGroup[]): readonly Year[] {
  return groups
    .flatMap(({ keys: [key], values: [total, credited] }) =>
      typeof key === 'string' && Array.isArray(total)
        ? [{ year: key.slice(0, 4), sums: lessOf(total, Array.isArray(credited) ? credited : []) }]
        : [],
    )
    .toSorted((one, other) => one.year.localeCompare(other.year))
    .slice(-5);
}

/** The share of the greatest of its currency that a sum is, in percent: how long its bar is. */
export function shareOf({ amount, currency }: Money, years: readonly Year[]): number {
  const all = years.flatMap(({ sums }) => sums.filter((one) => one.currency === currency));
  const most = all.reduce((top, one) => (decimal(one.amount).gt(top) ? decimal(one.amount) : top), decimal(0));
  return most.gt(0) ? Math.max(0, decimal(amount).div(most).times(100).toNumber()) : 0;
}
