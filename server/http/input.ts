import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Endpoint } from '../../shared/contract/endpoint.ts';
import { parseInput } from '../../shared/contract/field-errors.ts';
import { invalid } from '../../shared/errors.ts';
import type { RouteHeaders, RouteInput } from './route.ts';

/**
 * The request as the endpoint's contract reads it; `body` is its JSON or, of an upload, the form's fields. Throws 422
 * `invalid` with a field error for each fault.
 */
export function readInput(endpoint: Endpoint, request: FastifyRequest, body: unknown): RouteInput<Endpoint> {
  return {
    params: read(endpoint.params, request.params),
    query: read(endpoint.query, request.query),
    body: read(endpoint.bodyShape ?? endpoint.body, body),
    headers: routeHeaders(request),
    request: request.facts,
    text: request.text,
  };
}

/** What is not declared is refused, not ignored. */
function read(schema: z.ZodType | undefined, given: unknown): unknown {
  if (schema) return parseInput(schema, given);
  if (given === undefined || given === null) return undefined;
  const unknown = typeof given === 'object' ? Object.keys(given) : [''];
  if (unknown.length) throw invalid(unknown.map((path) => ({ path, code: 'unknownProperty' })));
  return undefined;
}

function routeHeaders(request: FastifyRequest): RouteHeaders {
  const { headers } = request;
  return {
    ifMatch: headers['if-match'],
    idempotencyKey: headers['idempotency-key'] as string | undefined,
    acceptLanguage: headers['accept-language'],
    lastEventId: headers['last-event-id'] as string | undefined,
  };
}
