import type { TransactionContext } from '../../../server/context.ts';
import { defineRules, type Values } from '../../../server/records/rules.ts';
import { AppError, invalidField } from '../../../shared/errors.ts';
import { pipeline, stage } from '../contract/index.ts';
import { hasDeals, keepPipeline, lockStages } from './stage.repository.ts';

/** A stage or pipeline that deals stand in stays; what a stage means for them (its kind) stays too. */
export const stageRules = defineRules({
  noun: stage,
  async beforeCreate(ctx, values) {
    await assertPipelineStays(ctx, values);
    return values;
  },
  async beforeUpdate(ctx, before, patch) {
    const changesMeaning = 'kind' in patch || 'pipeline' in patch;
    if (changesMeaning && (await hasDeals(ctx, 'stage', before.id))) throw new AppError(409, 'stageInUse', {});
    await assertPipelineStays(ctx, patch);
    return patch;
  },
  async beforeDelete(ctx, before) {
    if (await hasDeals(ctx, 'stage', before.id)) throw new AppError(409, 'stageInUse', {});
  },
});

export const pipelineRules = defineRules({
  noun: pipeline,
  async beforeDelete(ctx, before) {
    await lockStages(ctx, before.id);
    if (await hasDeals(ctx, 'pipeline', before.id)) throw new AppError(409, 'pipelineInUse', {});
  },
});

/** A stage that is put into a pipeline while somebody deletes it would be left behind. */
async function assertPipelineStays(ctx: TransactionContext, { pipeline: id }: Values): Promise<void> {
  if (typeof id === 'string' && !(await keepPipeline(ctx, id)))
    throw invalidField('pipeline', 'unknownReference', { noun: pipeline.name });
}
