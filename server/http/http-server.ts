import fastify, { type FastifyInstance } from 'fastify';
import type { Log } from '../config/log.ts';
import { type AuthHandler, serveAuth } from './auth-routes.ts';
import type { IdempotencySettings } from './idempotency.ts';
import { acceptJsonOnly } from './json-body.ts';
import { type RateLimit, RateLimiter } from './rate-limit.ts';
import { answerRefusals, answerUnrouted, writeProblemToSocket } from './refusals.ts';
import type { ResolveContext } from './request-facts.ts';
import { guardRequests, requestIdMaker } from './request-guard.ts';
import type { Route } from './route.ts';
import { serveRoutes } from './serve-routes.ts';
import { serveStatus } from './status-routes.ts';
import { serveWeb } from './web-root.ts';

export interface HttpSettings {
  readonly routes: readonly Route[];
  readonly resolveContext: ResolveContext;
  /** Serves `/api/auth/*`. */
  readonly authHandler: AuthHandler;
  /** The folder of the built web client; without it only the API is served. */
  readonly webRoot?: string;
  /** Where browsers reach this installation; links are made of it and never of a request's host. */
  readonly publicUrl: string;
  readonly log: Log;
  /** Whether database and schema are there. */
  readonly isReady: () => Promise<boolean>;
  /** Whether proxies are believed about the client's address, or which: addresses and subnets separated by commas. */
  readonly trustProxy?: boolean | string;
  readonly idempotency?: IdempotencySettings;
  /** Null lifts the limit. */
  readonly rateLimit?: RateLimit | null;
  /** Tell of every request, not only of slow and failed ones. */
  readonly logRequests?: boolean;
  /** Check every answer against its contract: for tests and development. */
  readonly checkAnswers?: boolean;
}

export interface HttpServer {
  /** Starts listening; resolves to the address, e.g. `http://127.0.0.1:3000`. */
  listen(address: { readonly port: number; readonly host: string }): Promise<string>;
  /** Stops taking requests and resolves when those under way are answered. */
  close(): Promise<void>;
  /** Sends a request without a socket; for tests. */
  readonly inject: FastifyInstance['inject'];
}

export const httpDefaults = {
  /** Bytes of a JSON body. */
  bodyLimit: 1024 * 1024,
  rateLimit: { perSecond: 200, burst: 2000 },
  idempotency: { waitMs: 5000 },
  /** Milliseconds a client may take to send a request, files included. */
  requestTimeout: 300_000,
} as const;

/** The HTTP server: every route parsed by its contract, guarded by its policy, answered in JSON or problem+json. */
export function createHttpServer(settings: HttpSettings): HttpServer {
  const app = fastify({
    logger: false,
    bodyLimit: httpDefaults.bodyLimit,
    requestTimeout: httpDefaults.requestTimeout,
    trustProxy: settings.trustProxy ?? false,
    genReqId: requestIdMaker(Boolean(settings.trustProxy)),
    requestIdHeader: false,
    routerOptions: { maxParamLength: 300 },
    clientErrorHandler: writeProblemToSocket,
    frameworkErrors: answerUnrouted,
  });
  const limit = settings.rateLimit === undefined ? httpDefaults.rateLimit : settings.rateLimit;
  const limiter = limit && new RateLimiter(limit);
  acceptJsonOnly(app);
  guardRequests(app, settings);
  answerRefusals(app, settings);
  serveStatus(app, settings);
  serveAuth(app, settings, limiter);
  serveRoutes(app, settings, limiter);
  if (settings.webRoot) serveWeb(app, settings.webRoot, settings.publicUrl);
  return {
    listen: (address) => app.listen(address),
    close: () => app.close(),
    inject: app.inject.bind(app) as FastifyInstance['inject'],
  };
}
