import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../shared/errors.ts';
import type { RateLimiter } from './rate-limit.ts';

/** Signs people in and out: takes and gives the web's own request and response. `ip` is the client's true address. */
export type AuthHandler = (request: Request, ip: string) => Promise<Response>;

/** Hands `/api/auth/*` over as it came, body unread; its address is built on the public one, whatever the host header says. */
export function serveAuth(
  app: FastifyInstance,
  settings: { readonly authHandler: AuthHandler; readonly publicUrl: string },
  limiter: RateLimiter | null,
): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit }, (_request, body, done) =>
      done(null, body),
    );
    scope.route({
      method: ['GET', 'POST'],
      url: '/api/auth/*',
      handler: async (request, reply) => {
        const seconds = limiter?.take(request.ip) ?? 0;
        if (seconds) throw new AppError(429, 'tooManyRequests', { seconds });
        return answerWith(reply, await settings.authHandler(toWebRequest(request, settings.publicUrl), request.ip));
      },
    });
  });
}

/** Bytes; credentials are short. */
const bodyLimit = 64 * 1024;

function toWebRequest(request: FastifyRequest, publicUrl: string): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) headers.append(name, one);
  const body = request.body instanceof Uint8Array ? new Uint8Array(request.body) : undefined;
  const init = body ? { body } : {};
  return new Request(new URL(request.url, publicUrl), { method: request.method, headers, ...init });
}

async function answerWith(reply: FastifyReply, response: Response): Promise<FastifyReply> {
  reply.code(response.status);
  response.headers.forEach((value, name) => {
    if (name !== 'set-cookie') reply.header(name, value);
  });
  const cookies = response.headers.getSetCookie();
  if (cookies.length) reply.header('set-cookie', cookies);
  const body = Buffer.from(await response.arrayBuffer());
  return body.length ? reply.send(body) : reply.send();
}
