import type { TransactionContext } from '../../../server/context.ts';
import type { Values } from '../../../server/records/rules.ts';
import { localDate, localDayRange } from '../../../shared/dates/time-zone.ts';
import { invalidField } from '../../../shared/errors.ts';
import type { RecordOf } from '../../../shared/nouns/value.ts';
import type { deal } from '../contract/index.ts';
import { findFirstStage, findStageOnce, type StageRow } from './stage.repository.ts';

type Deal = RecordOf<typeof deal>;

/** Whether a change concerns where the deal stands, or what only a deal standing there may hold. */
export function isClosing(patch: Values): boolean {
  return ['stage', 'pipeline', 'closedOn', 'lostReason', 'lostComment'].some((name) => name in patch);
}

/**
 * The stage a deal is to stand in: the one given, else the first of the pipeline given, else where it stands. Throws 422
 * for a stage of another pipeline, one that is gone, and (but for history from elsewhere) a pipeline that takes no more deals.
 */
export async function chooseStage(
  ctx: TransactionContext,
  values: Values,
  before: Deal | null,
  look = findStageOnce(ctx),
): Promise<StageRow> {
  const pipeline = (values.pipeline as string | null | undefined) ?? null;
  const stage = await findChosen(ctx, values, before, pipeline, look);
  if (pipeline && pipeline !== stage.pipeline) throw invalidField('stage', 'stageOfOtherPipeline');
  const enters = stage.pipeline !== before?.pipeline?.id;
  if (enters && stage.archived && ctx.through !== 'import') throw invalidField('pipeline', 'pipelineArchived');
  return stage;
}

async function findChosen(
  ctx: TransactionContext,
  values: Values,
  before: Deal | null,
  pipeline: string | null,
  look: (id: string) => Promise<StageRow | null>,
): Promise<StageRow> {
  const stays = !('stage' in values) && !('pipeline' in values);
  const id = (values.stage ?? (stays ? before?.stage?.id : null)) as string | null | undefined;
  if (id) {
    const stage = await look(id);
    if (stage) return stage;
    throw invalidField('stage', 'unknownReference', { noun: 'stage' });
  }
  // A stage that is taken away leaves the deal in its pipeline.
  const first = await findFirstStage(ctx, pipeline ?? ('pipeline' in values ? null : (before?.pipeline?.id ?? null)));
  if (!first) throw invalidField('stage', 'noStage');
  return first;
}

/**
 * Refuses what a deal in this stage can not hold, and a lost one without its reason. `given` is what the person said
 * themselves. History from elsewhere is taken as it is: it often does not know when or why.
 */
export function assertFits(ctx: TransactionContext, stage: StageRow, values: Values, given: Values = values): void {
  if (ctx.through === 'import') return;
  if (stage.kind === 'open' && given.closedOn) throw invalidField('closedOn', 'dealIsOpen');
  if (stage.kind !== 'lost' && given.lostReason) throw invalidField('lostReason', 'dealIsNotLost');
  if (stage.kind !== 'lost' && given.lostComment) throw invalidField('lostComment', 'dealIsNotLost');
  if (stage.kind === 'lost' && !values.lostReason) throw invalidField('lostReason', 'required');
  const stays = !('stage' in given) && !('pipeline' in given);
  if (stays && stage.kind !== 'open' && 'closedOn' in given && !given.closedOn)
    throw invalidField('closedOn', 'required');
}

/** Refuses a deal that ends before it begins: it would shorten every average. History from elsewhere is taken as it is. */
export function assertDays(ctx: TransactionContext, { openedOn, closedOn }: Values): void {
  if (ctx.through === 'import' || !openedOn || !closedOn) return;
  if ((closedOn as string) < (openedOn as string)) throw invalidField('closedOn', 'beforeOpening');
}

/**
 * What standing in a stage means for the deal's own fields. An imported deal entered its stage on the day it closed or
 * opened, as that day began where the workspace is.
 */
export function placement(ctx: TransactionContext, stage: StageRow, values: Values, before: Deal | null): Values {
  const isOpen = stage.kind === 'open';
  const isImport = ctx.through === 'import';
  const closedOn = isOpen ? null : (values.closedOn ?? (isImport ? null : today(ctx)));
  const day = isImport ? (closedOn ?? values.openedOn) : null;
  const entered = day ? localDayRange(ctx.workspace.timeZone, day as string).start : ctx.now();
  return {
    stage: stage.id,
    pipeline: stage.pipeline,
    status: stage.kind,
    closedOn,
    stageEnteredAt: laterOf(entered.toISOString(), before?.stageEnteredAt ?? null),
    ...(stage.kind === 'lost' ? {} : { lostReason: null, lostComment: null }),
  };
}

export function today(ctx: TransactionContext): string {
  return localDate(ctx.workspace.timeZone, ctx.now());
}

/** Clocks of several servers differ and may be set back; a deal's history still goes forward. */
function laterOf(moment: string, earlier: string | null): string {
  return earlier && Date.parse(earlier) > Date.parse(moment) ? new Date(earlier).toISOString() : moment;
}
