import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '../../shared/errors.ts';
import { createMcpServer } from '../mcp/mcp-server.ts';
import type { HttpSettings } from './http-settings.ts';
import type { RateLimiter } from './rate-limit.ts';
import { factsOf } from './request-facts.ts';

/**
 * `/api/mcp` for assistants: the Model Context Protocol over HTTP, without sessions. Only a key in `Authorization` opens it, so that no
 * page can have a browser speak here on somebody's cookie.
 */
export function serveMcp(app: FastifyInstance, settings: HttpSettings, limiter: RateLimiter | null): void {
  app.route({
    method: 'POST',
    url: '/api/mcp',
    handler: async (request, reply) => {
      const ctx = request.headers.authorization === undefined ? null : await settings.resolveContext(factsOf(request));
      const seconds = limiter?.take(ctx?.keyId ?? request.ip) ?? 0;
      if (seconds) throw new AppError(429, 'tooManyRequests', { seconds });
      if (ctx?.through !== 'api') throw new AppError(401, 'notSignedIn');
      const server = await createMcpServer(
        async () => ctx,
        (error) => settings.log.error({ err: error, requestId: request.id }, 'A tool failed'),
      );
      const { WebStandardStreamableHTTPServerTransport: Transport } = await import(
        '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'
      );
      const transport = new Transport({ enableJsonResponse: true });
      await server.connect(transport);
      const response = await transport.handleRequest(toWebRequest(request, settings.publicUrl), {
        parsedBody: request.body,
      });
      const body = await response.text();
      await server.close();
      response.headers.forEach((value, name) => void reply.header(name, value));
      return reply.code(response.status).send(body === '' ? undefined : body);
    },
  });
}

function toWebRequest(request: FastifyRequest, publicUrl: string): Request {
  const headers = new Headers();
  for (const name of ['accept', 'content-type', 'mcp-protocol-version', 'mcp-session-id', 'last-event-id']) {
    const value = request.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  return new Request(new URL(request.url, publicUrl), { method: 'POST', headers });
}
