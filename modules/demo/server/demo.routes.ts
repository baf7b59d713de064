import { defineRoute } from '../../../server/http/route.ts';
import { cancelDemo, getDemo, startDemo } from '../contract/demo.api.ts';
import { cancelDemo as cancel, describeDemo, requestDemo } from './demo.job.ts';

export const demoRoutes = [
  defineRoute(startDemo, ['owner'], async (ctx) => {
    await requestDemo(ctx);
    return {};
  }),
  defineRoute(cancelDemo, ['owner'], (ctx) => cancel(ctx)),
  defineRoute(getDemo, ['owner'], (ctx) => describeDemo(ctx)),
];
