import { assertMay } from '../../../server/access/access.ts';
import { type Context, filterContextOf } from '../../../server/context.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import { deal } from '../../deals/contract/index.ts';
import { product } from '../../products/contract/index.ts';
import { member, team } from '../../workspace/contract/index.ts';
import { type Breakdown, breakdowns, type PipelineReport, type ReportGroup } from '../contract/pipeline-report.api.ts';
import { closedDeals, dealsOf, equals, type ReportScope, reportedDeals } from './deal-filters.ts';
import {
  type Figuring,
  groupFigures,
  meanCycle,
  meanWorth,
  ofStatus,
  valuedDeals,
  weightedWorth,
  winRate,
} from './figures.ts';
import { buildFunnels, referenceTo } from './funnel.ts';
import { groupBy } from './group-by.ts';
import { buildPeriods } from './periods.ts';
import { type Cell, readCells } from './report-cells.repository.ts';
import { listFirstRates, listFunnelStages, listNames } from './report-names.repository.ts';

/**
 * The pipeline report of the deals the actor may read: won and lost ones by their closing day, open ones as of now. Every
 * figure comes with the filter that lists its deals; amounts are in the workspace's currency, rounded once.
 */
export async function reportPipeline(
  ctx: Context,
  scope: ReportScope,
  groupings: readonly Breakdown[] = breakdowns,
): Promise<PipelineReport> {
  assertMay(ctx, deal, 'read');
  const wanted = new Set(groupings);
  const cells = await readCells(ctx, reportedDeals(scope), wanted);
  const firstRates = cells.some(({ missing }) => missing) ? await listFirstRates(ctx) : new Map<string, string>();
  const by: Figuring = { currency: ctx.workspace.currency, today: filterContextOf(ctx).today, firstRates };
  const stages = wanted.has('stage') ? await listFunnelStages(ctx, scope.pipeline) : [];
  const grouped = (section: Cell['section'], noun: Noun, field: string) =>
    buildGroups(
      ctx,
      cells.filter((cell) => cell.section === section),
      noun,
      field,
      scope,
      by,
    );
  return {
    currency: by.currency,
    today: by.today,
    totals: buildTotals(
      cells.filter(({ section }) => section === 'total'),
      scope,
      by,
    ),
    pipelines: buildFunnels(stages, cells, scope, by),
    quarters: wanted.has('quarter') ? buildPeriods(cells, 'quarter', scope, by) : [],
    months: wanted.has('month') ? buildPeriods(cells, 'month', scope, by) : [],
    owners: (await grouped('owner', member, 'owner')).map(({ of, ...group }) => ({ owner: of, ...group })),
    teams: (await grouped('team', team, 'owner.team')).map(({ of, ...group }) => ({ team: of, ...group })),
    products: (await grouped('product', product, 'dealLine.product')).map(({ of, ...group }) => ({
      product: of,
      ...group,
    })),
    lostReasons: buildLostReasons(cells, scope, by),
  };
}

function buildTotals(cells: readonly Cell[], scope: ReportScope, by: Figuring): PipelineReport['totals'] {
  const [open, won, lost] = [ofStatus(cells, 'open'), ofStatus(cells, 'won'), ofStatus(cells, 'lost')];
  const figures = {
    open: valuedDeals(open, dealsOf(scope, 'open'), by),
    won: valuedDeals(won, dealsOf(scope, 'won'), by),
    lost: valuedDeals(lost, dealsOf(scope, 'lost'), by),
  };
  return {
    ...figures,
    weighted: weightedWorth(open, by),
    winRate: winRate(figures.won.count, figures.lost.count, closedDeals(scope)),
    meanWon: meanWorth(won, figures.won.filter, by),
    wonCycle: meanCycle(won, figures.won.filter),
    lostCycle: meanCycle(lost, figures.lost.filter),
  };
}

type Group = ReportGroup & { readonly of: { id: string; label?: string } | null };

/** A group for each record the deals are grouped by, the one that won the most first, deals without one last. */
async function buildGroups(
  ctx: Context,
  cells: readonly Cell[],
  noun: Noun,
  field: string,
  scope: ReportScope,
  by: Figuring,
): Promise<Group[]> {
  const byKey = groupBy(cells, ({ key }) => key);
  const names = await listNames(
    ctx,
    noun,
    [...byKey.keys()].filter((key) => key !== null),
  );
  const groups = [...byKey].map(([key, own]) => ({
    of: key === null ? null : referenceTo(key, names.get(key)),
    ...groupFigures(own, scope, equals(field, key), by),
  }));
  return groups.toSorted((one, other) => Number(one.of === null) - Number(other.of === null) || byWon(one, other));
}

function byWon(one: ReportGroup, other: ReportGroup): number {
  return Number(other.won.value.amount) - Number(one.won.value.amount) || other.won.count - one.won.count;
}

function buildLostReasons(cells: readonly Cell[], scope: ReportScope, by: Figuring): PipelineReport['lostReasons'] {
  const lost = cells.filter(({ section, status }) => section === 'lostReason' && status === 'lost');
  return [...groupBy(lost, ({ key }) => key)]
    .map(([reason, own]) => ({
      reason,
      lost: valuedDeals(own, dealsOf(scope, 'lost', equals('lostReason', reason)), by),
    }))
    .toSorted((one, other) => other.lost.count - one.lost.count);
}
