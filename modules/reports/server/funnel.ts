import type { Filter } from '../../../shared/filter/filter.ts';
import type { PipelineReport, ReportStage } from '../contract/pipeline-report.api.ts';
import { dealsOf, equals, type ReportScope, reportedWith } from './deal-filters.ts';
import { type Figuring, meanDays, valuedDeals, weightedWorth } from './figures.ts';
import { groupBy } from './group-by.ts';
import type { ReportSums } from './report-cells.repository.ts';
import type { FunnelStage } from './report-names.repository.ts';

/** What the funnels are made of: `stages` in order, as they were asked about in the sums. */
export interface FunnelInput {
  readonly stages: readonly FunnelStage[];
  readonly sums: ReportSums;
  readonly scope: ReportScope;
  readonly by: Figuring;
}

/** Every pipeline's stages in order; an archived pipeline only while the report has deals in it. */
export function buildFunnels(input: FunnelInput): PipelineReport['pipelines'] {
  const filled = new Set(input.sums.cells.filter(({ section }) => section === 'stage').map(({ key }) => key));
  return [...groupBy(input.stages, ({ pipeline }) => pipeline)]
    .filter(([, own]) => own.some(({ id, archived }) => !archived || filled.has(id)))
    .map(([id, own]) => ({
      pipeline: referenceTo(id, own[0]?.pipelineName),
      stages: own.map((stage, index) => buildStage(stage, own.slice(index + 1), input)),
    }));
}

export function referenceTo(id: string, label: string | null | undefined): { id: string; label?: string } {
  return label ? { id, label } : { id };
}

function buildStage(stage: FunnelStage, later: readonly FunnelStage[], input: FunnelInput): ReportStage {
  const { id, kind, color, probability } = stage;
  const { sums, scope, by } = input;
  const here = sums.cells.filter((cell) => cell.section === 'stage' && cell.key === id && cell.status === kind);
  return {
    stage: referenceTo(id, stage.name),
    ...{ kind, color, probability },
    ...valuedDeals(here, dealsOf(scope, kind, equals('stage', id)), by),
    weighted: weightedWorth(here, new Map([[id, probability]]), by),
    ...flowOf(
      id,
      later.filter((one) => one.kind !== 'lost').map((one) => one.id),
      input,
    ),
  };
}

type Flow = Pick<ReportStage, 'entered' | 'left' | 'advanced' | 'conversion' | 'daysInStage'>;

/** The stage in the deals' history; `later` are the stages beyond it that count as progress. */
function flowOf(id: string, later: readonly string[], { stages, sums, scope }: FunnelInput): Flow {
  const positions = new Map(stages.map((stage, index) => [stage.id, index]));
  const wasIn = (visited: string, stage: string) => visited[positions.get(stage) ?? -1] === '1';
  const entered = sums.paths.filter(({ visited }) => wasIn(visited, id));
  const left = entered.filter(({ stage }) => stage !== id);
  const advanced = left.filter(({ visited }) => later.some((stage) => wasIn(visited, stage)));
  const [enteredCount, leftCount, advancedCount] = [entered, left, advanced].map(countOf) as [number, number, number];
  const days = sums.stays.find(({ stage }) => stage === id)?.days ?? '0';
  const stood = equals('stageVisit.stage', id);
  const gone: Filter = { field: 'stage', op: 'isNot', value: id };
  const further: Filter = { field: 'stageVisit.stage', op: 'isAnyOf', value: later };
  return {
    entered: { count: enteredCount, filter: reportedWith(scope, stood) },
    left: { count: leftCount, filter: reportedWith(scope, stood, gone) },
    advanced: { count: advancedCount, filter: reportedWith(scope, stood, gone, further) },
    conversion: leftCount > 0 ? advancedCount / leftCount : null,
    daysInStage: meanDays(days, leftCount),
  };
}

function countOf(paths: readonly { readonly count: number }[]): number {
  return paths.reduce((sum, { count }) => sum + count, 0);
}
