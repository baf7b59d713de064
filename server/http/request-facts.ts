import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';

/** What is known of a request before anybody is recognised. */
export interface RequestFacts {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** The client's address; behind a proxy only as far as the proxy is trusted. */
  readonly ip: string;
  readonly requestId: string;
}

/**
 * Finds who asks and where; null when nobody is signed in. May throw an `AppError`. With a workspace: for a route that knows by a key of its own
 * whom it serves; the system's context there, null where there is none of that id.
 */
export type ResolveContext = (request: RequestFacts, workspace?: string) => Promise<Context | null>;

export function factsOf({ method, url, headers, ip, id }: FastifyRequest): RequestFacts {
  return { method, url, headers, ip, requestId: id };
}
