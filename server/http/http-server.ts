import type { Server } from 'node:https';
import fastify, { type FastifyInstance } from 'fastify';
import { serveAuth } from './auth-routes.ts';
import { countRefused } from './count-refused.ts';
import { type HttpSettings, httpDefaults } from './http-settings.ts';
import { acceptJsonOnly } from './json-body.ts';
import { serveMcp } from './mcp-route.ts';
import { servePublicPages } from './public-pages.ts';
import { RateLimiter } from './rate-limit.ts';
import { answerRefusals, answerUnrouted, writeProblemToSocket } from './refusals.ts';
import { guardRequests, requestIdMaker } from './request-guard.ts';
import { serveRoutes } from './serve-routes.ts';
import { serveStatus } from './status-routes.ts';
import { renewTls, tlsOf } from './tls.ts';
import { serveWeb } from './web-root.ts';

export interface HttpServer {
  /** Starts listening; resolves to the address, e.g. `http://127.0.0.1:3000`. */
  listen(address: { readonly port: number; readonly host: string }): Promise<string>;
  /** Stops taking requests and resolves when those under way are answered. */
  close(): Promise<void>;
  /** Takes up the certificate that was put in the place of the one in use; see `renewTls`. False where there is none of our own. */
  renewCertificate(): boolean;
  /** Sends a request without a socket; for tests. */
  readonly inject: FastifyInstance['inject'];
}

/** The HTTP server: every route parsed by its contract, guarded by its policy, answered in JSON or problem+json. */
export function createHttpServer(given: HttpSettings): HttpServer {
  const limit = given.rateLimit === undefined ? httpDefaults.rateLimit : given.rateLimit;
  const limiter = limit && new RateLimiter(limit);
  const settings = { ...given, resolveContext: countRefused(given.resolveContext, limiter) };
  let tls = settings.tls && tlsOf(settings.tls);
  const app = fastify({
    ...(tls ? { https: tls } : {}),
    logger: false,
    bodyLimit: httpDefaults.bodyLimit,
    requestTimeout: httpDefaults.requestTimeout,
    trustProxy: trustIn(settings.trustProxy ?? 0),
    genReqId: requestIdMaker(Boolean(settings.trustProxy)),
    requestIdHeader: false,
    routerOptions: { maxParamLength: 300 },
    clientErrorHandler: writeProblemToSocket,
    frameworkErrors: answerUnrouted,
  }) as FastifyInstance;
  acceptJsonOnly(app);
  guardRequests(app, settings);
  answerRefusals(app, settings);
  serveStatus(app, settings, limiter);
  serveAuth(app, settings, limiter);
  serveMcp(app, settings, limiter);
  serveRoutes(app, settings, limiter);
  servePublicPages(app, settings, limiter);
  if (settings.webRoot) serveWeb(app, settings.webRoot, settings.publicUrl);
  return {
    listen: (address) => app.listen(address),
    close: () => app.close(),
    renewCertificate() {
      if (!settings.tls || !tls || !renewTls(app.server as unknown as Server, settings.tls, tls)) return false;
      tls = tlsOf(settings.tls);
      return true;
    },
    inject: app.inject.bind(app) as FastifyInstance['inject'],
  };
}

/** So many, from the nearest on, or those named. */
function trustIn(proxies: number | string): string | ((address: string, hop: number) => boolean) {
  return typeof proxies === 'string' ? proxies : (_address, hop) => hop < proxies;
}
