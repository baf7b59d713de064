import { defineRoute, type Route } from '../../../server/http/route.ts';
import { copyPipeline as copyEndpoint } from '../contract/pipeline.api.ts';
import { copyPipeline } from './copy-pipeline.ts';

export const pipelineRoutes: readonly Route[] = [
  defineRoute(copyEndpoint, 'signedIn', (ctx, { params, body }) => copyPipeline(ctx, params.id, body.name)),
];
