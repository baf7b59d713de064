import { openStream } from '../../shared/contract/stream.api.ts';
import { assertPageOf } from '../auth/page-of.ts';
import { defineRoute, Reply, type Route } from '../http/route.ts';
import type { StreamHub } from './stream-hub.ts';

/** `no-transform` and the header for nginx keep what stands between from gathering or packing events. */
const headers = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
};

export function createStreamRoutes(hub: StreamHub): readonly Route[] {
  return [
    defineRoute(openStream, 'signedIn', async (ctx, { query, request, headers: { lastEventId } }) => {
      const { cursor, browser, page, once } = query;
      assertPageOf(ctx, page);
      const stream = await hub.open(ctx, request, { cursor: lastEventId || cursor, browser });
      if (once === 'true') stream.finish();
      return new Reply(stream.body, { headers });
    }),
  ];
}
