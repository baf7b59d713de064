import { AppError, type FieldError, invalid } from '../../shared/errors.ts';

/** The part of a PostgreSQL error that tells what went wrong. */
interface DatabaseError {
  /** SQLSTATE. */
  readonly code: string;
  readonly detail?: string;
  readonly column?: string;
  /** Of an error of the connection. */
  readonly syscall?: string;
}

/** PostgreSQL's word on a caller's mistake, or on its own state, as a problem; null for every other error. */
export function findDatabaseError(thrown: unknown): AppError | null {
  if (!(thrown instanceof Error) || !('code' in thrown) || typeof thrown.code !== 'string') return null;
  const error = thrown as Error & DatabaseError;
  return problems[error.code]?.(error) ?? (isUnreachable(error) ? unavailable() : null);
}

const problems: Readonly<Record<string, (error: DatabaseError) => AppError>> = {
  '23505': (error) => new AppError(409, 'duplicate', {}, fieldsOf(error, 'duplicate')),
  '23503': (error) =>
    /is not present/.test(error.detail ?? '')
      ? invalid(fieldsOf(error, 'missingTarget'))
      : new AppError(409, 'referenced'),
  '23502': (error) => invalid(error.column ? [{ path: camelCase(error.column), code: 'required' }] : []),
  '23514': () => new AppError(422, 'invalid'),
  '22003': () => invalid([{ path: '', code: 'tooLarge' }]),
  '22001': () => invalid([{ path: '', code: 'tooLong' }]),
  '22007': () => invalid([{ path: '', code: 'notADate' }]),
  '22008': () => invalid([{ path: '', code: 'notADate' }]),
  '22021': () => invalid([{ path: '', code: 'invalidCharacter' }]),
  '22P05': () => invalid([{ path: '', code: 'invalidCharacter' }]),
  '22P02': () => invalid([{ path: '', code: 'wrongFormat' }]),
  '55P03': () => new AppError(409, 'busy'),
  '40001': () => new AppError(409, 'busy'),
  '40P01': () => new AppError(409, 'busy'),
  '57014': () => new AppError(503, 'timeout'),
};

/** Connection refused or lost, too many of them, or the server going down or coming up. */
function isUnreachable(error: DatabaseError): boolean {
  return /^(08\w{3}|53300|57P0[123])$/.test(error.code) || error.syscall === 'connect';
}

function unavailable(): AppError {
  return new AppError(503, 'unavailable');
}

/** `Key (owner_id)=(…) already exists.`: the column is the caller's field, the value stays with us. */
function fieldsOf(error: DatabaseError, code: string): FieldError[] {
  const [, column] = /^Key \((?:\w+\()*"?([a-z_0-9]+)/.exec(error.detail ?? '') ?? [];
  return column ? [{ path: camelCase(column), code }] : [];
}

function camelCase(column: string): string {
  return column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
