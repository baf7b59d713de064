import type { Log } from '../config/log.ts';
import type { Context } from '../context.ts';
import type { AuthHandler } from './auth-routes.ts';
import type { IdempotencySettings } from './idempotency.ts';
import type { PublicPage } from './public-page.ts';
import type { RateLimit } from './rate-limit.ts';
import type { ResolveContext } from './request-facts.ts';
import type { Route } from './route.ts';
import type { TlsFiles } from './tls.ts';

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
  /** A certificate of our own; without one the server speaks plain HTTP, to a proxy before it or to this machine. */
  readonly tls?: TlsFiles;
  /** Whether database and schema are there. */
  readonly isReady: () => Promise<boolean>;
  /** How many proxies in front are believed about the client's address, or which: addresses and subnets separated by commas. */
  readonly trustProxy?: number | string;
  readonly idempotency?: IdempotencySettings;
  /** Null lifts the limit. */
  readonly rateLimit?: RateLimit | null;
  /** Pages of modules that are open to everybody. */
  readonly pages?: readonly PublicPage[];
  /** The system in a workspace, for those pages; null where there is none of that id. */
  readonly contextIn?: (workspace: string, requestId: string) => Promise<Context | null>;
  /** Tell of every request, not only of slow and failed ones. */
  readonly logRequests?: boolean;
  /** Check every answer against its contract: for tests and development. */
  readonly checkAnswers?: boolean;
}

export const httpDefaults = {
  /** Bytes of a JSON body. */
  bodyLimit: 1024 * 1024,
  rateLimit: { perSecond: 200, burst: 2000 },
  idempotency: { waitMs: 5000 },
  /** Milliseconds a client may take to send a request, files included. */
  requestTimeout: 300_000,
} as const;
