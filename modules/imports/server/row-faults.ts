import { findDatabaseError } from '../../../server/http/database-problem.ts';
import { AppError, type FieldError } from '../../../shared/errors.ts';

/** What is wrong with a row that the engine or the database refused; null for an error that is not the row's. */
export function findRowFaults(error: unknown): readonly FieldError[] | null {
  const refusal = error instanceof AppError ? error : findDatabaseError(error);
  if (!refusal || refusal.status >= 500 || refusal.code === 'busy') return null;
  return refusal.fields.length > 0
    ? refusal.fields
    : [{ path: '', code: refusal.code, params: withoutIds(refusal.params) }];
}

/** Trouble that passes by itself: somebody else held the record, or the database was out of reach. */
export function isPassing(error: unknown): boolean {
  const refusal = error instanceof AppError ? error : findDatabaseError(error);
  return refusal !== null && (refusal.status >= 500 || refusal.code === 'busy');
}

/** A person looks for the row, not for the id of what it was written to. */
function withoutIds({ id: _, ...params }: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return params;
}
