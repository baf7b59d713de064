import type { FastifyInstance } from 'fastify';
import { isDeeperThan, jsonDepthLimit } from '../../shared/contract/json-depth.ts';
import { AppError } from '../../shared/errors.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The body to the letter, which a signature is of; empty without one. */
    text: string;
  }
}

/**
 * JSON is the only body: no text, no forms. It may not nest deeper than our own data does, nor carry `__proto__` or
 * `constructor.prototype`.
 */
export function acceptJsonOnly(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.decorateRequest('text', '');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    request.text = body;
    if (body === '') done(null, undefined);
    else if (isDeeperThan(body, jsonDepthLimit)) done(new AppError(400, 'jsonTooDeep', { maximum: jsonDepthLimit }));
    else void parse(request, body, done);
  });
}
