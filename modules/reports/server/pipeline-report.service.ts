import { assertMay, assertMayKnow } from '../../../server/access/access.ts';
import { noteFigures } from '../../../server/access-log/note-shown.ts';
import { type Context, filterContextOf } from '../../../server/context.ts';
import { deal } from '../../deals/contract/index.ts';
import { product } from '../../products/contract/index.ts';
import { member, team } from '../../workspace/contract/index.ts';
import { type Breakdown, breakdowns, type PipelineReport } from '../contract/pipeline-report.api.ts';
import { findCategory, ofCategory } from './client-category.ts';
import { closedDeals, dealsOf, equals, type ReportScope, reportedDeals } from './deal-filters.ts';
import { type Figuring, meanCycle, meanWorth, ofStatus, valuedDeals, weightedWorth, winRate } from './figures.ts';
import { buildFunnels } from './funnel.ts';
import { groupBy } from './group-by.ts';
import { buildGroups, cellsByTeam } from './groups.ts';
import { buildPeriods } from './periods.ts';
import { type Cell, type ReportSums, readSums, type WantedSums } from './report-cells.repository.ts';
import { type FunnelStage, listFirstRates, listFunnelStages } from './report-names.repository.ts';

/**
 * The pipeline report of the deals the actor may read: won and lost ones by their closing day, open ones as of now. Every
 * figure comes with the filter that lists its deals; amounts are in the workspace's currency, rounded once.
 * `categoryPath`: a field of the client by which they are grouped too.
 * @throws AppError 403 for who may read no deals or not know what the figures are made of, 422 for a category there is none of.
 */
export async function reportPipeline(
  ctx: Context,
  scope: ReportScope,
  groupings: readonly Breakdown[] = breakdowns,
  categoryPath?: string,
): Promise<PipelineReport> {
  assertMay(ctx, deal, 'read');
  assertMayKnow(ctx, deal, ...madeOf);
  const category = categoryPath ? findCategory(ctx, deal, categoryPath) : undefined;
  const wanted = new Set(groupings);
  const stages = await listFunnelStages(ctx, scope.pipeline);
  const sums = await readSums(ctx, reportedDeals(scope), { ...wantedSums(wanted, stages), category });
  noteFigures(ctx, ctx.registry.getNoun(deal.name), sums.cells.length, {
    ...{ fields: category ? [...madeOf, category.path] : madeOf, filter: scope.filter },
  });
  const by = await figuringFor(ctx, sums);
  const of = (section: Cell['section']) => sums.cells.filter((cell) => cell.section === section);
  const teams = wanted.has('team') ? await cellsByTeam(ctx, of('owner')) : [];
  const owners = wanted.has('owner') ? await buildGroups(ctx, of('owner'), member, having('owner'), scope, by) : [];
  const teamGroups = await buildGroups(ctx, teams, team, having('owner.team'), scope, by);
  const productGroups = await buildGroups(ctx, of('product'), product, having('dealLine.product'), scope, by);
  const categories = category
    ? await buildGroups(ctx, of('category'), category.target, (key) => ofCategory(category, key), scope, by)
    : [];
  return {
    currency: by.currency,
    today: by.today,
    totals: buildTotals(of('stage'), stages, scope, by),
    pipelines: wanted.has('stage') ? buildFunnels({ stages, sums, scope, by }) : [],
    quarters: wanted.has('quarter') ? buildPeriods(of('month'), 'quarter', scope, by) : [],
    months: wanted.has('month') ? buildPeriods(of('month'), 'month', scope, by) : [],
    owners: owners.map(({ of: owner, ...group }) => ({ owner, ...group })),
    teams: teamGroups.map(({ of: team, ...group }) => ({ team, ...group })),
    products: productGroups.map(({ of: sold, ...group }) => ({ product: sold, ...group })),
    categories: categories.map(({ of: one, ...group }) => ({
      ...{ value: one?.id ?? null, label: one?.label ?? null },
      ...group,
    })),
    lostReasons: buildLostReasons(of('lostReason'), scope, by),
  };
}

const having = (field: string) => (key: string | null) => equals(field, key);

const madeOf = ['amount', 'status', 'stage', 'lostReason', 'openedOn', 'closedOn'];

/** Teams are made of owners, quarters of months. */
function wantedSums(wanted: ReadonlySet<Breakdown>, stages: readonly FunnelStage[]): WantedSums {
  const sections = new Set<Cell['section']>();
  if (wanted.has('owner') || wanted.has('team')) sections.add('owner');
  if (wanted.has('month') || wanted.has('quarter')) sections.add('month');
  if (wanted.has('lostReason')) sections.add('lostReason');
  if (wanted.has('product')) sections.add('product');
  return { sections, history: wanted.has('stage') ? stages.map(({ id }) => id) : [] };
}

async function figuringFor(ctx: Context, { cells }: ReportSums): Promise<Figuring> {
  const firstRates = cells.some(({ missing }) => missing) ? await listFirstRates(ctx) : new Map<string, string>();
  return { currency: ctx.workspace.currency, today: filterContextOf(ctx).today, firstRates };
}

/** The deals of all stages together. */
function buildTotals(
  cells: readonly Cell[],
  stages: readonly FunnelStage[],
  scope: ReportScope,
  by: Figuring,
): PipelineReport['totals'] {
  const [open, won, lost] = [ofStatus(cells, 'open'), ofStatus(cells, 'won'), ofStatus(cells, 'lost')];
  const figures = {
    open: valuedDeals(open, dealsOf(scope, 'open'), by),
    won: valuedDeals(won, dealsOf(scope, 'won'), by),
    lost: valuedDeals(lost, dealsOf(scope, 'lost'), by),
  };
  const chances = new Map(stages.map(({ id, probability }) => [id, probability]));
  return {
    ...figures,
    weighted: weightedWorth(open, chances, by),
    winRate: winRate(figures.won.count, figures.lost.count, closedDeals(scope)),
    meanWon: meanWorth(won, figures.won.filter, by),
    wonCycle: meanCycle(won, figures.won.filter),
    lostCycle: meanCycle(lost, figures.lost.filter),
  };
}

function buildLostReasons(cells: readonly Cell[], scope: ReportScope, by: Figuring): PipelineReport['lostReasons'] {
  return [...groupBy(cells, ({ key }) => key)]
    .map(([reason, own]) => ({
      reason,
      lost: valuedDeals(own, dealsOf(scope, 'lost', equals('lostReason', reason)), by),
    }))
    .toSorted((one, other) => other.lost.count - one.lost.count);
}
