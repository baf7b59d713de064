import type { ServerModule } from '../../../server/module.ts';
import { deal, dealLine, pipeline, stage, stageVisit } from '../contract/index.ts';
import { boardRoutes } from './board.routes.ts';
import { dealLinePolicy, dealPolicy, pipelinePolicy, stagePolicy, stageVisitPolicy } from './deal.policy.ts';
import { dealRules } from './deal.rules.ts';
import { dealLineRules } from './deal-line.rules.ts';
import { createFirstPipeline } from './first-pipeline.ts';
import { pipelineRoutes } from './pipeline.routes.ts';
import { pipelinesPart } from './pipelines.part.ts';
import { pipelineRules, stageRules } from './stage.rules.ts';
import { stagesPart } from './stages.part.ts';

export { firstPipeline } from './first-pipeline.ts';

export const dealsModule: ServerModule = {
  name: 'deals',
  nouns: [pipeline, stage, deal, dealLine, stageVisit],
  policies: [pipelinePolicy, stagePolicy, dealPolicy, dealLinePolicy, stageVisitPolicy],
  rules: [dealRules, dealLineRules, stageRules, pipelineRules],
  routes: [...boardRoutes, ...pipelineRoutes],
  configuration: [pipelinesPart, stagesPart],
  setUp: createFirstPipeline,
};
