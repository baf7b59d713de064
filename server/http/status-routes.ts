import type { FastifyInstance } from 'fastify';
import { AppError } from '../../shared/errors.ts';
import { createDescriptions } from './openapi-cache.ts';
import type { RateLimiter } from './rate-limit.ts';
import { factsOf, type ResolveContext } from './request-facts.ts';
import type { Route } from './route.ts';

interface StatusSettings {
  readonly routes: readonly Route[];
  readonly publicUrl: string;
  readonly resolveContext: ResolveContext;
  readonly isReady: () => Promise<boolean>;
}

const jsonType = 'application/json; charset=utf-8';

/**
 * `/api/health` (the process lives), `/api/ready` (it can serve) and `/api/openapi.json`, open to all: a session or a key is told of
 * its own workspace, everybody else of what every installation has.
 */
export function serveStatus(app: FastifyInstance, settings: StatusSettings, limiter: RateLimiter | null): void {
  app.get('/api/health', (_request, reply) => reply.header('content-type', jsonType).send('{"status":"ok"}'));
  app.get('/api/ready', async (_request, reply) => {
    if (!(await settings.isReady())) throw new AppError(503, 'unavailable');
    return reply.header('content-type', jsonType).send('{"status":"ready"}');
  });
  const describe = createDescriptions(settings.routes, settings.publicUrl);
  app.get('/api/openapi.json', async (request, reply) => {
    const ctx = await settings.resolveContext(factsOf(request));
    const seconds = limiter?.take(ctx?.actor.accountId ?? request.ip) ?? 0;
    if (seconds) throw new AppError(429, 'tooManyRequests', { seconds });
    // A key that is none must not look as if the workspace had nothing of its own.
    if (!ctx && request.headers.authorization !== undefined) throw new AppError(401, 'notSignedIn');
    if (ctx?.lacksSecondFactor) throw new AppError(403, 'secondFactorNeeded');
    const { text, etag } = describe(ctx);
    reply.headers({ etag, vary: 'authorization, cookie', 'cache-control': 'private, no-cache' });
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    return reply.header('content-type', jsonType).send(text);
  });
}
