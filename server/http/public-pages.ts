import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../shared/errors.ts';
import type { Context } from '../context.ts';
import { isFromOwnPage } from './origin.ts';
import type { PageReply, PageRequest, PublicPage } from './public-page.ts';
import type { RateLimiter } from './rate-limit.ts';
import { commonHeaders } from './security-headers.ts';

interface PublicPageSettings {
  readonly pages?: readonly PublicPage[];
  /** The system in a workspace; null where there is none of that id. */
  readonly contextIn?: (workspace: string, requestId: string) => Promise<Context | null>;
  readonly publicUrl: string;
}

/** Bytes of what may be sent. */
const bodyLimit = 64 * 1024;
/** Fields that may be sent. */
const mostFields = 60;

/** Serves the modules' public pages: forms of a browser and JSON of a site's own program; no cookie is read or set. */
export function servePublicPages(
  app: FastifyInstance,
  settings: PublicPageSettings,
  limiter: RateLimiter | null,
): void {
  const { pages = [], contextIn } = settings;
  if (pages.length === 0 || !contextIn) return;
  void app.register(async (scope) => {
    scope.addContentTypeParser<string>(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit },
      (_request, body, done) => done(null, Object.fromEntries([...new URLSearchParams(body)].slice(0, mostFields))),
    );
    for (const page of pages) {
      scope.route<{ Params: { key: string } }>({
        method: ['GET', 'POST', 'OPTIONS'],
        url: `${page.prefix}:key`,
        bodyLimit,
        handler: async (request, reply) => {
          const seconds = limiter?.take(request.ip) ?? 0;
          if (seconds) throw new AppError(429, 'tooManyRequests', { seconds });
          const workspace = page.workspaceIn(request.params.key);
          const ctx = workspace ? await contextIn(workspace, request.id) : null;
          return send(reply, await page.answer(ctx, readRequest(request, settings)), settings.publicUrl);
        },
      });
    }
  });
}

function readRequest(
  request: FastifyRequest<{ Params: { key: string } }>,
  { publicUrl }: PublicPageSettings,
): PageRequest {
  const { headers, params, method, body } = request;
  const isJson = String(headers['content-type'] ?? '').startsWith('application/json');
  return {
    method: method as PageRequest['method'],
    key: params.key,
    query: new URL(request.url, 'http://page').searchParams,
    sent: textsIn(body),
    origin: headers.origin ?? null,
    referer: headers.referer ?? null,
    languages: headers['accept-language'] ?? null,
    address: request.ip,
    header: (name) => [headers[name] ?? []].flat()[0] ?? null,
    body: isObject(body) ? body : {},
    text: request.text,
    isFromOwnPage: isFromOwnPage(headers, new URL(publicUrl).origin, request.host),
    wantsJson: isJson || String(headers.accept ?? '').startsWith('application/json'),
  };
}

const isObject = (body: unknown): body is Record<string, unknown> =>
  typeof body === 'object' && body !== null && !Array.isArray(body);

/** Each value as text; nothing that is no value. */
function textsIn(body: unknown): Record<string, string> {
  if (!isObject(body)) return {};
  const plain = Object.entries(body).filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value));
  return Object.fromEntries(plain.slice(0, mostFields).map(([name, value]) => [name, String(value)]));
}

function send(
  reply: FastifyReply,
  { status, headers = {}, html, script, text, json }: PageReply,
  publicUrl: string,
): FastifyReply {
  reply.code(status).headers(headers);
  if (html) {
    reply.headers({
      ...commonHeaders(publicUrl),
      'content-security-policy': policyOf(html),
      'cache-control': 'no-store',
    });
    return reply.header('content-type', 'text/html; charset=utf-8').send(html.body);
  }
  if (script) return reply.header('content-type', 'text/javascript; charset=utf-8').send(script);
  if (text) return reply.header('content-type', 'text/plain; charset=utf-8').send(text);
  if (json) return reply.header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(json));
  return reply.send();
}

/** No script but one by its nonce where the page has one, one style by its nonce; framed by nobody but the sites that were named. */
function policyOf({ nonce, frames, leadsTo, runs }: NonNullable<PageReply['html']>): string {
  return [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    ...(runs ? [`script-src 'nonce-${nonce}'`, "connect-src 'self'", 'img-src data:'] : []),
    `form-action 'self'${leadsTo ? ` ${leadsTo}` : ''}`,
    "base-uri 'none'",
    `frame-ancestors ${frames.length > 0 ? frames.join(' ') : "'none'"}`,
  ].join('; ');
}
