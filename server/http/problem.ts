import { STATUS_CODES } from 'node:http';
import { ZodError } from 'zod';
import { fieldErrorsOf } from '../../shared/contract/field-errors.ts';
import { AppError, invalid, type Problem } from '../../shared/errors.ts';
import { findDatabaseError } from './database-problem.ts';
import { findTransportError } from './transport-problem.ts';

export const problemType = 'application/problem+json; charset=utf-8';

/** What a thrown thing means to the caller. Whatever is not known to be theirs is 500 `internal`, without details. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof ZodError) return invalid(fieldErrorsOf(thrown));
  return findDatabaseError(thrown) ?? findTransportError(thrown) ?? new AppError(500, 'internal');
}

/** The body of an error answer, RFC 9457. */
export function toProblem(error: AppError, requestId: string): Problem {
  return {
    type: `urn:rapport:problem:${error.code}`,
    title: STATUS_CODES[error.status] ?? 'Error',
    status: error.status,
    code: error.code,
    params: error.params,
    fields: error.fields,
    requestId,
  };
}
