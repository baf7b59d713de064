import type { Filter } from '../../../shared/filter/filter.ts';
import { decimal, roundMoney } from '../../../shared/money/amount.ts';
import type { Money } from '../../../shared/nouns/value.ts';
import type { DealCycle, PipelineReport, ReportGroup, ValuedDeals } from '../contract/pipeline-report.api.ts';
import { closedDeals, dealsOf, type ReportScope, type Status, withCycle, withoutRate } from './deal-filters.ts';
import { groupBy } from './group-by.ts';
import type { Cell } from './report-cells.repository.ts';

/** What turning sums into figures goes by. */
export interface Figuring {
  readonly currency: string;
  readonly today: string;
  readonly firstRates: ReadonlyMap<string, string>;
}
type Sums = Omit<Cell, 'section' | 'key'>;

/** Sums of one outcome as a figure: converted and added up, rounded once, what has no rate apart. */
export function valuedDeals(cells: readonly Sums[], filter: Filter, by: Figuring): ValuedDeals {
  const unconverted = [...groupBy(cells, ({ missing }) => missing)].flatMap(([currency, own]) => {
    const [first] = own;
    if (currency === null || !first) return [];
    const value = rounded(sumOf(own, 'worth'), currency);
    return [{ value, count: countOf(own), filter: narrowed(filter, missingRate(first, by)) }];
  });
  return {
    count: countOf(cells),
    value: rounded(sumOf(convertible(cells), 'worth'), by.currency),
    unconverted,
    filter,
  };
}

/** The mean amount of the deals that have one in a known worth; null where there are none. */
export function meanWorth(cells: readonly Sums[], filter: Filter, by: Figuring): PipelineReport['totals']['meanWon'] {
  const known = convertible(cells);
  const count = known.reduce((sum, { priced }) => sum + priced, 0);
  const value = count > 0 ? rounded(decimal(sumOf(known, 'worth')).div(count).toFixed(), by.currency) : null;
  const excluded = cells.flatMap((cell) => (cell.missing ? [{ not: missingRate(cell, by) }] : []));
  return { count, value, filter: narrowed(filter, { field: 'amount', op: 'isNotEmpty' }, ...excluded) };
}

/** Deals by stage, each worth its stage's probability in percent. */
export function weightedWorth(cells: readonly Cell[], chances: ReadonlyMap<string, number>, by: Figuring): Money {
  const known = cells.filter(({ missing }) => missing === null);
  const shares = known.map(({ worth, key }) => decimal(worth).times(chances.get(key ?? '') ?? 0));
  return rounded(
    shares
      .reduce((sum, share) => sum.plus(share), decimal(0))
      .div(100)
      .toFixed(),
    by.currency,
  );
}

export function meanCycle(cells: readonly Sums[], filter: Filter): DealCycle {
  const count = cells.reduce((sum, { timed }) => sum + timed, 0);
  return { count, days: meanDays(sumOf(cells, 'days'), count), filter: narrowed(filter, ...withCycle) };
}

/** To two decimals; null of none. */
export function meanDays(days: string, count: number): number | null {
  return count > 0 ? decimal(days).div(count).toDecimalPlaces(2).toNumber() : null;
}

/** Of the closed deals, the share won. */
export function winRate(won: number, lost: number, filter: Filter): PipelineReport['totals']['winRate'] {
  return { rate: won + lost > 0 ? won / (won + lost) : null, filter };
}

/** What every breakdown shows of the deals that share one of its values, which `condition` selects. */
export function groupFigures(cells: readonly Cell[], scope: ReportScope, condition: Filter, by: Figuring): ReportGroup {
  const figure = (status: Status) => valuedDeals(ofStatus(cells, status), dealsOf(scope, status, condition), by);
  const [open, won, lost] = [figure('open'), figure('won'), figure('lost')];
  const wonCycle = meanCycle(ofStatus(cells, 'won'), won.filter);
  return { open, won, lost, winRate: winRate(won.count, lost.count, closedDeals(scope, condition)), wonCycle };
}

export function ofStatus<C extends Sums>(cells: readonly C[], status: Status): C[] {
  return cells.filter((cell) => cell.status === status);
}

function missingRate(cell: Sums, by: Figuring): Filter {
  const currency = cell.missing ?? '';
  return withoutRate(currency, cell.status, by.firstRates.get(currency) ?? null, by.today);
}

/** The filter with further conditions, on one level. */
function narrowed(filter: Filter, ...further: readonly Filter[]): Filter {
  return { all: [...('all' in filter ? filter.all : [filter]), ...further] };
}

function convertible(cells: readonly Sums[]): Sums[] {
  return cells.filter(({ missing }) => missing === null);
}

function countOf(cells: readonly Sums[]): number {
  return cells.reduce((sum, { count }) => sum + count, 0);
}

function sumOf(cells: readonly Sums[], name: 'worth' | 'days'): string {
  return cells.reduce((sum, cell) => sum.plus(cell[name]), decimal(0)).toFixed();
}

function rounded(amount: string, currency: string): Money {
  return roundMoney({ amount, currency });
}
