import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../shared/errors.ts';
import type { Log } from '../config/log.ts';
import { problemType, toAppError, toProblem } from './problem.ts';
import { RefusalLog } from './refusal-log.ts';
import type { Route } from './route.ts';

interface RefusalSettings {
  readonly log: Log;
  readonly routes: readonly Route[];
}

/** Every failure is answered as a problem; what is our fault is logged with the request's id and not told, what was refused with who asked. */
export function answerRefusals(app: FastifyInstance, settings: RefusalSettings): void {
  const addresses = addressesOf(settings.routes);
  const refused = new RefusalLog(settings.log);
  app.addHook('onClose', async () => refused.flush());
  app.setErrorHandler((thrown, request, reply) => {
    const error = toAppError(thrown);
    if (error.status >= 500) logFailure(settings.log, thrown, error, request);
    else refused.take(error, request);
    return sendProblem(reply, error, request.id);
  });
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '';
    const allowed = addresses.filter((one) => one.pattern.test(path)).map((one) => one.method);
    if (!allowed.length) return sendProblem(reply, new AppError(404, 'routeNotFound'), request.id);
    reply.header('allow', allowed.join(', '));
    return sendProblem(reply, new AppError(405, 'methodNotAllowed', { allowed }), request.id);
  });
}

/** Answers an address no router can read. */
export function answerUnrouted(thrown: Error, request: FastifyRequest, reply: FastifyReply): void {
  reply.header('x-content-type-options', 'nosniff');
  void sendProblem(reply, toAppError(thrown), request.id);
}

/** Answers what is no HTTP at all, or never came to its end. */
export function writeProblemToSocket(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable || socket.destroyed) {
    socket.destroy();
    return;
  }
  const [status, code] = socketProblems[error.code ?? ''] ?? [400, 'badRequest'];
  const problem = toProblem(new AppError(status, code), '');
  const body = JSON.stringify(problem);
  const head = `HTTP/1.1 ${status} ${problem.title}\r\nContent-Type: ${problemType}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n`;
  socket.end(`${head}X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n${body}`);
}

const socketProblems: Readonly<Record<string, readonly [status: number, code: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'headersTooLarge'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'aborted'],
};

function sendProblem(reply: FastifyReply, error: AppError, requestId: string): FastifyReply {
  const seconds = retryAfter(error);
  if (seconds) reply.header('retry-after', String(seconds));
  if (error.status === 401) reply.header('www-authenticate', 'Bearer');
  // Not to be kept as what was asked for, e.g. a script that is missing while a new build is copied.
  reply.header('cache-control', 'no-store');
  const body = JSON.stringify(toProblem(error, requestId));
  return reply.code(error.status).header('content-type', problemType).send(body);
}

/** Seconds after which the same request may succeed; 0 when it will not. */
function retryAfter(error: AppError): number {
  if (error.status === 429) return Number(error.params.seconds) || 1;
  return error.status === 503 || error.code === 'idempotencyInProgress' || error.code === 'busy' ? 1 : 0;
}

/** Writes down what is our fault. */
export function logFailure(log: Log, thrown: unknown, error: AppError, request: FastifyRequest): void {
  const { stack, code } = (thrown instanceof Error ? thrown : new Error(String(thrown))) as Partial<FastifyError>;
  const route = `${request.method} ${request.routeOptions.url ?? 'unknown'}`;
  log.error({ requestId: request.id, route, problem: error.code, code, stack }, 'Request failed');
}

function addressesOf(routes: readonly Route[]): readonly { readonly pattern: RegExp; readonly method: string }[] {
  return routes.map(({ endpoint }) => {
    const path = endpoint.path.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '[^/]+');
    return { pattern: new RegExp(`^/api/v1${path}$`), method: endpoint.method };
  });
}
