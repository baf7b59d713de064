import { AppError } from '../../shared/errors.ts';

/** What Fastify and its plugins refuse before a route is reached, in our words; null for every other error. */
export function findTransportError(thrown: unknown): AppError | null {
  if (!(thrown instanceof Error)) return null;
  const { code, statusCode } = thrown as Error & { code?: unknown; statusCode?: unknown };
  const known = typeof code === 'string' ? problems[code] : undefined;
  if (known) return new AppError(known[0], known[1]);
  if (typeof statusCode !== 'number' || statusCode < 400 || statusCode > 499) return null;
  // A file outside the web client is no file of ours: 403 would say that it is there.
  if (statusCode === 403 || statusCode === 404) return new AppError(404, 'routeNotFound');
  return new AppError(statusCode, 'badRequest');
}

const problems: Readonly<Record<string, readonly [status: number, code: string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [413, 'bodyTooLarge'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [400, 'aborted'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, 'unsupportedMediaType'],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, 'malformedJson'],
  FST_ERR_CTP_INVALID_JSON_BODY: [400, 'malformedJson'],
  FST_ERR_BAD_URL: [400, 'badRequest'],
  FST_INVALID_MULTIPART_CONTENT_TYPE: [415, 'unsupportedMediaType'],
  FST_REQ_FILE_TOO_LARGE: [413, 'fileTooLarge'],
  FST_FILES_LIMIT: [413, 'fileTooLarge'],
  FST_PARTS_LIMIT: [413, 'bodyTooLarge'],
  FST_FIELDS_LIMIT: [413, 'bodyTooLarge'],
  FST_MP_PREMATURE_CLOSE: [400, 'aborted'],
};
