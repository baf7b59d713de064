import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../shared/errors.ts';
import type { Log } from '../config/log.ts';
import { isFromOwnPage } from './origin.ts';
import type { PublicPage } from './public-page.ts';
import { dataHeaders } from './security-headers.ts';

/** Characters of an address; node itself stops at 16 kB of all headers. */
const addressLimit = 12_000;
/** Milliseconds after which a request is worth a warning. */
const slow = 2000;

interface GuardSettings {
  readonly publicUrl: string;
  readonly log: Log;
  readonly logRequests?: boolean;
  readonly trustProxy?: number | string;
  readonly pages?: readonly Pick<PublicPage, 'prefix'>[];
}

/** What holds for every request before it is looked at, and is told of it after. */
export function guardRequests(app: FastifyInstance, settings: GuardSettings): void {
  const headers = dataHeaders(settings.publicUrl);
  const { origin } = new URL(settings.publicUrl);
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(headers);
    reply.header('x-request-id', request.id);
    if (settings.trustProxy && origin.startsWith('https:') && cameInTheOpen(request)) {
      if (!isPage(request)) return done(new AppError(403, 'httpsOnly'));
      // A string, not a URL: what begins with two slashes would lead elsewhere.
      return void reply.code(308).header('location', `${origin}${request.raw.url}`).send();
    }
    // Public pages act on no cookie, and say themselves which sites may send what.
    const isPublic = settings.pages?.some(({ prefix }) => request.raw.url?.startsWith(prefix));
    done(isPublic ? tooLong(request) : refusalOf(request, origin));
  });
  app.addHook('onResponse', (request, reply, done) => {
    if (settings.logRequests || (reply.elapsedTime > slow && !isStream(reply))) tell(settings.log, request, reply);
    done();
  });
}

/** Makes request ids: unique over processes and cheap. A proxy that is trusted may bring its own. */
export function requestIdMaker(trustsProxy: boolean): (request: IncomingMessage) => string {
  const process = randomBytes(6).toString('base64url');
  let count = 0;
  return (request) => {
    const given = trustsProxy ? request.headers['x-request-id'] : undefined;
    if (typeof given === 'string' && /^[\w.-]{8,100}$/.test(given)) return given;
    count += 1;
    return `${process}-${count.toString(36)}`;
  };
}

function tooLong({ raw }: FastifyRequest): AppError | undefined {
  const isLong = raw.url !== undefined && raw.url.length > addressLimit;
  return isLong ? new AppError(414, 'addressTooLong', { maximum: addressLimit }) : undefined;
}

function refusalOf(request: FastifyRequest, origin: string): AppError | undefined {
  const long = tooLong(request);
  if (long) return long;
  const { method } = request;
  if (method === 'GET' || method === 'HEAD') return undefined;
  return isFromOwnPage(request.headers, origin, request.host) ? undefined : new AppError(403, 'crossOrigin');
}

/** Whether the proxy in front says that it was asked without TLS; it asks after our health by itself. */
function cameInTheOpen({ headers, raw }: FastifyRequest): boolean {
  const said = headers['x-forwarded-proto'];
  const isProbe = raw.url === '/api/health' || raw.url === '/api/ready';
  return typeof said === 'string' && said.split(',').at(-1)?.trim() === 'http' && !isProbe;
}

/** A person is led on; a program has sent what it should not have sent in the open, and has to be told. */
function isPage({ method, raw }: FastifyRequest): boolean {
  return (method === 'GET' || method === 'HEAD') && !raw.url?.startsWith('/api/');
}

/** Events are sent for as long as somebody listens. */
function isStream(reply: FastifyReply): boolean {
  return String(reply.getHeader('content-type')).startsWith('text/event-stream');
}

/** The route's pattern, not the address: addresses name people. */
function tell(log: Log, request: FastifyRequest, reply: FastifyReply): void {
  const details = {
    requestId: request.id,
    method: request.method,
    route: request.routeOptions.url ?? null,
    status: reply.statusCode,
    milliseconds: Math.round(reply.elapsedTime),
  };
  if (reply.elapsedTime > slow && !isStream(reply)) log.warn(details, 'Slow request');
  else log.info(details, 'Request');
}
