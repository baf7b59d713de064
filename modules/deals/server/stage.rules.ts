import { defineRules } from '../../../server/records/rules.ts';
import { AppError } from '../../../shared/errors.ts';
import { pipeline, stage } from '../contract/index.ts';
import { hasDeals } from './stage.repository.ts';

/** A stage or pipeline that deals stand in stays; what a stage means for them (its kind) stays too. */
export const stageRules = defineRules({
  noun: stage,
  async beforeUpdate(ctx, before, patch) {
    const changesMeaning = 'kind' in patch || 'pipeline' in patch;
    if (changesMeaning && (await hasDeals(ctx, 'stage', before.id))) throw new AppError(409, 'stageInUse', {});
    return patch;
  },
  async beforeDelete(ctx, before) {
    if (await hasDeals(ctx, 'stage', before.id)) throw new AppError(409, 'stageInUse', {});
  },
});

export const pipelineRules = defineRules({
  noun: pipeline,
  async beforeDelete(ctx, before) {
    if (await hasDeals(ctx, 'pipeline', before.id)) throw new AppError(409, 'pipelineInUse', {});
  },
});
