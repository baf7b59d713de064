import { AppError } from '../../shared/errors.ts';
import { type ExitCode, exitCodes, OperatorError } from '../config/operator-error.ts';

export interface Explanation {
  readonly exitCode: ExitCode | 1;
  /** One line. */
  readonly message: string;
  /** Only for errors nobody foresaw. */
  readonly stack?: string;
}

/** What is said of a file or folder that is not there, or is the other of the two. */
const missing: ReadonlySet<string> = new Set(['ENOENT', 'EISDIR', 'ENOTDIR', 'EEXIST']);

/** What a failed command tells its caller. */
export function explainError(error: unknown): Explanation {
  if (error instanceof OperatorError) return { exitCode: error.exitCode, message: oneLine(error.message) };
  if (error instanceof AppError) return { exitCode: exitCodes.badData, message: describeAppError(error) };
  const { code, path, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === '53100') {
    return {
      exitCode: exitCodes.diskFull,
      message: `The disk is full${path ? ` (${path})` : ''}: make room, then try again.`,
    };
  }
  if (path && (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')) {
    return {
      exitCode: exitCodes.noPermission,
      message: `${path} may not be used by this user (${code}): correct its owner or permissions.`,
    };
  }
  if (path && code && missing.has(code)) {
    return { exitCode: exitCodes.noInput, message: `${path} is not there, or not what it should be (${code}).` };
  }
  const stack = error instanceof Error ? error.stack : undefined;
  return { exitCode: 1, message: `Something unforeseen went wrong: ${oneLine(message ?? String(error))}`, stack };
}

function describeAppError(error: AppError): string {
  const fields = error.fields.map(({ path, code }) => `${path} (${code})`);
  return [error.code, ...fields, Object.keys(error.params).length > 0 ? JSON.stringify(error.params) : '']
    .filter(Boolean)
    .join(' ');
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ');
}
