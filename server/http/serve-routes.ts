import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { parseInput } from '../../shared/contract/field-errors.ts';
import { AppError } from '../../shared/errors.ts';
import type { Role } from '../../shared/nouns/metadata.ts';
import { mayConfigureAny } from '../access/access.ts';
import type { Context } from '../context.ts';
import { type Answer, toAnswer } from './answer.ts';
import { checkAnswer } from './check-answer.ts';
import { type HttpSettings, httpDefaults } from './http-settings.ts';
import { answerOnce, partsOnce } from './idempotency.ts';
import { readInput } from './input.ts';
import { toAppError } from './problem.ts';
import type { RateLimiter } from './rate-limit.ts';
import { logFailure } from './refusals.ts';
import { factsOf, type RequestFacts } from './request-facts.ts';
import type { Route } from './route.ts';
import { receiveUpload } from './upload.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; null when nobody is signed in. */
    ctx: Context | null;
    facts: RequestFacts;
  }
}

/** Makes every route of the modules answer under `/api/v1`. */
export function serveRoutes(app: FastifyInstance, settings: HttpSettings, limiter: RateLimiter | null): void {
  app.decorateRequest('ctx', null);
  app.decorateRequest('facts', null as unknown as RequestFacts);
  for (const route of settings.routes) if (!route.endpoint.upload) app.route(fastifyRoute(route, settings, limiter));
  const uploads = settings.routes.filter((route) => route.endpoint.upload);
  if (!uploads.length) return;
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    await scope.register(multipart);
    for (const route of uploads) scope.route(fastifyRoute(route, settings, limiter));
  });
}

function fastifyRoute(route: Route, settings: HttpSettings, limiter: RateLimiter | null): RouteOptions {
  const { endpoint } = route;
  return {
    method: endpoint.method,
    url: `/api/v1${endpoint.path.replace(/\{(\w+)\}/g, ':$1')}`,
    // Before the body is read: nobody sends us a megabyte to learn that they may not.
    onRequest: async (request) => {
      request.facts = factsOf(request);
      request.ctx = await settings.resolveContext(request.facts, namedWorkspace(route, request));
      if (route.policy === 'portal') request.ctx = await withClient(request.ctx, request.facts);
      limit(limiter, request);
      admit(route, request.ctx);
      if (request.ctx?.readOnly && endpoint.method !== 'GET') {
        throw new AppError(403, request.ctx.seenBy ? 'seeingAsAnother' : 'readOnlyKey');
      }
    },
    handler: endpoint.upload
      ? async (request, reply) => send(reply, await answerUpload(route, request))
      : async (request, reply) => {
          const answer = await answerRoute(route, request, settings, limiter);
          if (settings.checkAnswers) checkAnswer(endpoint, answer);
          return send(reply, answer);
        },
  };
}

function limit(limiter: RateLimiter | null, request: FastifyRequest, tokens = 1): void {
  const seconds =
    limiter?.take(
      request.ctx?.client?.account ?? request.ctx?.keyId ?? request.ctx?.actor.accountId ?? request.ip,
      tokens,
    ) ?? 0;
  if (seconds) throw new AppError(429, 'tooManyRequests', { seconds });
}

/** The workspace that the path names, of a route that knows by itself whom it serves. */
function namedWorkspace({ policy, endpoint }: Route, { params }: FastifyRequest): string | undefined {
  if ((policy !== 'keyed' && policy !== 'portal') || !endpoint.params) return undefined;
  return (parseInput(endpoint.params, params) as { readonly workspace?: string }).workspace;
}

/** With the client whose session the request brings: theirs is the only way to a route of the portal, and leads to no other. */
async function withClient(ctx: Context | null, { headers }: RequestFacts): Promise<Context | null> {
  if (!ctx || ctx.workspace.sandboxOf) return null;
  for (const { findClient } of ctx.registry.modules) {
    const client = await findClient?.(ctx, headers.cookie);
    if (client) return { ...ctx, client };
  }
  return null;
}

function admit({ endpoint, policy, serves }: Route, ctx: Context | null): void {
  if (policy === 'public') return;
  if (policy === 'keyed') {
    if (!ctx) throw new AppError(404, 'notFound');
    return;
  }
  if (!ctx) throw new AppError(401, 'notSignedIn');
  if (policy === 'portal') return;
  if (ctx.lacksSecondFactor && !endpoint.beforeSecondFactor) throw new AppError(403, 'secondFactorNeeded');
  if (ctx.isScoped && !serves && !(endpoint.method === 'GET' && policy === 'signedIn'))
    throw new AppError(403, 'outOfScope');
  if (policy === 'signedIn') return;
  assertHasRole(policy, ctx);
  // What is not for everybody who works is the workspace's to set up: who is stopped does not loosen what stopped them.
  const isEverydayWork = policy !== 'configuring' && policy.includes('seller');
  if (endpoint.method !== 'GET' && !isEverydayWork) ctx.reads?.assertNotStopped(ctx);
}

function assertHasRole(policy: 'configuring' | readonly Role[], ctx: Context): void {
  if (policy === 'configuring') {
    if (!mayConfigureAny(ctx)) throw new AppError(403, 'roleRequired', { roles: ['owner'] });
    return;
  }
  const { role } = ctx.actor;
  if (role === 'system' || !policy.includes(role)) throw new AppError(403, 'roleRequired', { roles: policy });
}

async function answerRoute(
  route: Route,
  request: FastifyRequest,
  settings: HttpSettings,
  limiter: RateLimiter | null,
): Promise<Answer> {
  const { endpoint } = route;
  const input = readInput(endpoint, request, request.body);
  // One is taken already.
  const more = (route.weigh?.(input) ?? 1) - 1;
  if (more > 0) limit(limiter, request, more);
  const status = endpoint.status ?? 200;
  // A public route's handler takes the absence of a context; all others were refused without one.
  const ctx = request.ctx as Context;
  const key = endpoint.method === 'GET' ? undefined : input.headers.idempotencyKey;
  if (route.isApart?.(input.body) && request.ctx)
    return toAnswer(await route.handle(await withParts(ctx, route, request, { key, settings }), input), status);
  if (key === undefined || request.ctx === null) return toAnswer(await route.handle(ctx, input), status);
  if (endpoint.secret || route.policy === 'keyed') throw new AppError(400, 'idempotencyNotSupported');
  const { ifMatch } = input.headers;
  const identity = { route: endpoint.name, url: request.url, ifMatch, body: request.body };
  return answerOnce(ctx, key, identity, settings.idempotency ?? httpDefaults.idempotency, async (once) =>
    toAnswer(await route.handle(once, input), status),
  );
}

/** The context of a request whose parts are committed one by one: each once where it has a key, and faults of ours written down. */
async function withParts(
  ctx: Context,
  { endpoint }: Route,
  request: FastifyRequest,
  { key, settings }: { readonly key: string | undefined; readonly settings: HttpSettings },
): Promise<Context> {
  const onFault = (error: unknown) => logFailure(settings.log, error, toAppError(error), request);
  if (key === undefined) return { ...ctx, apart: { onFault } };
  const identity = { route: endpoint.name, url: request.url, ifMatch: undefined, body: request.body };
  const once = await partsOnce(ctx, key, identity, settings.idempotency ?? httpDefaults.idempotency);
  return { ...ctx, apart: { once, onFault } };
}

async function answerUpload(route: Route, request: FastifyRequest): Promise<Answer> {
  const { endpoint } = route;
  // A file is not kept to be compared with its repetition.
  if (request.headers['idempotency-key'] !== undefined) throw new AppError(400, 'idempotencyNotSupported');
  const { upload, fields, drain } = await receiveUpload(request, endpoint.upload?.maxBytes ?? 0);
  try {
    const input = { ...readInput(endpoint, request, fields), upload };
    return toAnswer(await route.handle(request.ctx as Context, input), endpoint.status ?? 200);
  } finally {
    drain();
  }
}

const jsonType = 'application/json; charset=utf-8';

function send(reply: FastifyReply, answer: Answer): FastifyReply {
  reply.code(answer.status);
  if (answer.body !== null) reply.header('content-type', jsonType);
  reply.headers(answer.headers);
  return answer.body === null ? reply.send() : reply.send(answer.body);
}
