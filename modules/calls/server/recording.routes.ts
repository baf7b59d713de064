import { defineRoute, type Route } from '../../../server/http/route.ts';
import { hearRecording, markRecording, unmarkRecording } from '../contract/index.ts';
import { hear } from './hear.ts';
import { addMark, removeMark } from './marks.ts';

export const recordingRoutes: readonly Route[] = [
  defineRoute(hearRecording, 'signedIn', (ctx, { params, request }) => hear(ctx, params.id, request.headers.range)),
  defineRoute(markRecording, 'signedIn', async (ctx, { params, body }) => ({
    items: await addMark(ctx, params.id, body),
  })),
  defineRoute(unmarkRecording, 'signedIn', async (ctx, { params }) => ({
    items: await removeMark(ctx, params.id, params.mark),
  })),
];
