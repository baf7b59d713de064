import { defineRoute } from '../../../server/http/route.ts';
import { getDemo, startDemo } from '../contract/demo.api.ts';
import { describeDemo, requestDemo } from './demo.job.ts';

export const demoRoutes = [
  defineRoute(startDemo, ['owner'], async (ctx) => {
    await requestDemo(ctx);
    return {};
  }),
  defineRoute(getDemo, ['owner'], (ctx) => describeDemo(ctx)),
];
