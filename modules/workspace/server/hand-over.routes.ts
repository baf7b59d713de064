import { defineRoute } from '../../../server/http/route.ts';
import { handOverWork, listMemberWork } from '../contract/hand-over.api.ts';
import { handOver, listWork } from './hand-over.service.ts';

export const handOverRoutes = [
  defineRoute(listMemberWork, ['owner'], async (ctx, { params }) => ({ items: await listWork(ctx, params.id) })),
  defineRoute(handOverWork, ['owner'], async (ctx, { params, body }) => ({
    jobs: await handOver(ctx, params.id, body),
  })),
];
