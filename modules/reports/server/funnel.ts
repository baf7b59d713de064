import type { Filter } from '../../../shared/filter/filter.ts';
import type { PipelineReport, ReportStage } from '../contract/pipeline-report.api.ts';
import { dealsOf, equals, type ReportScope, reportedWith } from './deal-filters.ts';
import { type Figuring, meanDays, valuedDeals, weightedWorth } from './figures.ts';
import { groupBy } from './group-by.ts';
import type { Cell } from './report-cells.repository.ts';
import type { FunnelStage } from './report-names.repository.ts';

/** Every pipeline's stages in order; an archived pipeline only while the report has deals in it. */
export function buildFunnels(
  stages: readonly FunnelStage[],
  cells: readonly Cell[],
  scope: ReportScope,
  by: Figuring,
): PipelineReport['pipelines'] {
  const filled = new Set(cells.filter(({ section }) => section === 'stage').map(({ key }) => key));
  const pipelines = groupBy(stages, ({ pipeline }) => pipeline);
  return [...pipelines.values()]
    .filter((own) => own.some(({ id, archived }) => !archived || filled.has(id)))
    .map((own) => ({
      pipeline: referenceTo(own[0]?.pipeline ?? '', own[0]?.pipelineName),
      stages: own.map((stage, index) => buildStage(stage, own.slice(index + 1), cells, scope, by)),
    }));
}

export function referenceTo(id: string, label: string | null | undefined): { id: string; label?: string } {
  return label ? { id, label } : { id };
}

function buildStage(
  stage: FunnelStage,
  later: readonly FunnelStage[],
  cells: readonly Cell[],
  scope: ReportScope,
  by: Figuring,
): ReportStage {
  const { id, kind, color, probability } = stage;
  const here = cells.filter((cell) => cell.section === 'stage' && cell.key === id && cell.status === kind);
  return {
    stage: referenceTo(id, stage.name),
    ...{ kind, color, probability },
    ...valuedDeals(here, dealsOf(scope, kind, equals('stage', id)), by),
    weighted: weightedWorth(here, by),
    ...flowOf(id, later, cells, scope),
  };
}

type Flow = Pick<ReportStage, 'entered' | 'left' | 'advanced' | 'conversion' | 'daysInStage'>;

function flowOf(id: string, later: readonly FunnelStage[], cells: readonly Cell[], scope: ReportScope): Flow {
  const flow = cells.find(({ section, key }) => section === 'flow' && key === id);
  const { count = 0, timed = 0, advanced = 0, days = '0' } = flow ?? {};
  const entered = equals('stageVisit.stage', id);
  const gone: Filter = { field: 'stage', op: 'isNot', value: id };
  const beyond = later.filter(({ kind }) => kind !== 'lost').map((stage) => stage.id);
  const further: Filter = { field: 'stageVisit.stage', op: 'isAnyOf', value: beyond };
  return {
    entered: { count, filter: reportedWith(scope, entered) },
    left: { count: timed, filter: reportedWith(scope, entered, gone) },
    advanced: { count: advanced, filter: reportedWith(scope, entered, gone, further) },
    conversion: timed > 0 ? advanced / timed : null,
    daysInStage: meanDays(days, timed),
  };
}
