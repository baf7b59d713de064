import { defineRoute } from '../../../server/http/route.ts';
import { startDemo } from '../contract/demo.api.ts';
import { requestDemo } from './demo.job.ts';

export const demoRoutes = [
  defineRoute(startDemo, ['owner'], async (ctx) => {
    await requestDemo(ctx);
    return {};
  }),
];
