import { addUnits, startOf } from '../../../shared/dates/iso-date.ts';
import type { ReportPeriod } from '../contract/pipeline-report.api.ts';
import { closedDeals, dealsOf, endOf, equals, type ReportScope, withinPeriod } from './deal-filters.ts';
import { type Figuring, ofStatus, valuedDeals, winRate } from './figures.ts';
import { groupBy } from './group-by.ts';
import type { Cell } from './report-cells.repository.ts';

type Unit = 'month' | 'quarter';
/** Beyond so many periods gaps stay gaps: one deal dated in the year 200 must not fill a page. */
const longest = 120;

/** Won and lost deals by the month or quarter they closed in, in order and without gaps. */
export function buildPeriods(cells: readonly Cell[], unit: Unit, scope: ReportScope, by: Figuring): ReportPeriod[] {
  const closed = cells.filter(({ section, status }) => section === 'month' && status !== 'open');
  const byStart = groupBy(closed, ({ key }) => (key === null ? null : startOf(key, unit)));
  const starts = [...byStart.keys()].filter((start) => start !== null).toSorted();
  const all: (string | null)[] = withoutGaps(starts, unit);
  if (byStart.has(null)) all.push(null);
  return all.map((start) => buildPeriod(start, unit, byStart.get(start) ?? [], scope, by));
}

function buildPeriod(
  start: string | null,
  unit: Unit,
  cells: readonly Cell[],
  scope: ReportScope,
  by: Figuring,
): ReportPeriod {
  const own = withinPeriod(scope, start, unit);
  const further = start === null ? [equals('closedOn', null)] : [];
  const won = valuedDeals(ofStatus(cells, 'won'), dealsOf(own, 'won', ...further), by);
  const lost = valuedDeals(ofStatus(cells, 'lost'), dealsOf(own, 'lost', ...further), by);
  const rate = winRate(won.count, lost.count, closedDeals(own, ...further));
  return { from: start, to: start === null ? null : endOf(start, unit), won, lost, winRate: rate };
}

function withoutGaps(starts: readonly string[], unit: Unit): string[] {
  const [first, last] = [starts[0], starts.at(-1)];
  if (first === undefined || last === undefined) return [];
  const all: string[] = [];
  for (let start = first; start <= last; start = addUnits(start, 1, unit)) {
    if (all.push(start) > longest) return [...starts];
  }
  return all;
}
