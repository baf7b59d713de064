import { Decimal } from 'decimal.js';
import type { Money } from '../../../../shared/nouns/value.ts';
import type { AggregateGroup } from '../../../../web/kit/data/aggregate.ts';
import type { Figures } from './holding.queries.ts';

/** What the wanted companies come to: deals by company and status with count and sum, people by company with count. */
export function addUp(
  wanted: readonly string[],
  deals: readonly AggregateGroup[],
  people: readonly AggregateGroup[],
): Figures {
  const among = (groups: readonly AggregateGroup[], status?: string) =>
    groups.filter(({ keys }) => wanted.includes(idOf(keys[0])) && (status === undefined || keys[1] === status));
  const count = (groups: readonly AggregateGroup[]) => groups.reduce((sum, { values }) => sum + Number(values[0]), 0);
  const won = among(deals, 'won').flatMap(({ values }) => (Array.isArray(values[1]) ? values[1] : []));
  return { open: count(among(deals, 'open')), won: byCurrency(won), people: count(among(people)) };
}

function idOf(key: unknown): string {
  return typeof key === 'object' && key !== null && 'id' in key ? String(key.id) : '';
}

function byCurrency(amounts: readonly Money[]): readonly Money[] {
  const currencies = [...new Set(amounts.map(({ currency }) => currency))];
  return currencies.map((currency) => ({
    currency,
    amount: amounts
      .filter((one) => one.currency === currency)
      .reduce((sum, { amount }) => sum.plus(amount), new Decimal(0))
      .toFixed(2),
  }));
}
