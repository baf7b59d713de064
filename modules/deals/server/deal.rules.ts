import type { TransactionContext } from '../../../server/context.ts';
import { defineRules, type Values } from '../../../server/records/rules.ts';
import { localDate } from '../../../shared/dates/time-zone.ts';
import { invalidField } from '../../../shared/errors.ts';
import type { RecordOf } from '../../../shared/nouns/value.ts';
import { deal } from '../contract/index.ts';
import { findCompanyName, hasLines } from './deal.repository.ts';
import { findFirstStage, findStage, type StageRow } from './stage.repository.ts';
import { enterStage } from './stage-visit.repository.ts';

/** A deal's stage decides its pipeline, status and closing date; every move is kept as a visit. */
export const dealRules = defineRules({
  noun: deal,

  async beforeCreate(ctx, values) {
    const stage = await stageFor(ctx, values);
    const placed = { ...values, ...placement(ctx, stage, values) };
    assertReason(ctx, stage, placed.lostReason);
    return {
      ...placed,
      openedOn: values.openedOn ?? (ctx.through === 'import' ? null : today(ctx)),
      name: values.name || (await nameFor(ctx, values)),
    };
  },

  async beforeUpdate(ctx, before, patch) {
    if ('amount' in patch && (await hasLines(ctx, before.id))) throw invalidField('amount', 'followsLines');
    if (!('stage' in patch) && !('pipeline' in patch)) return patch;
    const stage = await stageFor(ctx, patch);
    const next = { ...patch, ...placement(ctx, stage, { closedOn: before.closedOn, ...patch }) };
    if (stage.kind !== 'lost') return { ...next, lostReason: null, lostComment: null };
    assertReason(ctx, stage, 'lostReason' in patch ? patch.lostReason : before.lostReason);
    return next;
  },

  async afterWrite(ctx, before, after) {
    if (!after?.stage || before?.stage?.id === after.stage.id) return;
    const stage = await findStage(ctx, after.stage.id);
    if (stage) await enterStage(ctx, after.id, stage, after.stageEnteredAt ?? after.updatedAt);
  },
});

async function stageFor(ctx: TransactionContext, values: Values): Promise<StageRow> {
  const pipeline = (values.pipeline as string | null | undefined) ?? null;
  if (!values.stage) {
    const first = await findFirstStage(ctx, pipeline);
    if (!first) throw invalidField('stage', 'noStage');
    return first;
  }
  const stage = await findStage(ctx, values.stage as string);
  if (!stage) throw invalidField('stage', 'unknownReference', { noun: 'stage' });
  if (pipeline && pipeline !== stage.pipeline) throw invalidField('stage', 'stageOfOtherPipeline');
  return stage;
}

/** What standing in a stage means for the deal's own fields. An imported deal entered its stage when it closed or opened. */
function placement(ctx: TransactionContext, stage: StageRow, values: Values): Values {
  const isOpen = stage.kind === 'open';
  const closedOn = isOpen ? null : (values.closedOn ?? (ctx.through === 'import' ? null : today(ctx)));
  const day = ctx.through === 'import' ? (closedOn ?? values.openedOn) : null;
  return {
    stage: stage.id,
    pipeline: stage.pipeline,
    status: stage.kind,
    closedOn,
    stageEnteredAt: day ? `${day}T00:00:00.000Z` : ctx.now().toISOString(),
  };
}

/** History from elsewhere often does not know why a deal was lost; people here must say. */
function assertReason(ctx: TransactionContext, stage: StageRow, reason: unknown): void {
  if (stage.kind === 'lost' && !reason && ctx.through !== 'import') throw invalidField('lostReason', 'required');
}

async function nameFor(ctx: TransactionContext, values: Values): Promise<string> {
  const company = values.company ? await findCompanyName(ctx, values.company as string) : null;
  return company ?? (values.externalId as string | undefined) ?? today(ctx);
}

function today(ctx: TransactionContext): string {
  return localDate(ctx.workspace.timeZone, ctx.now());
}

export type DealRecord = RecordOf<typeof deal>;
