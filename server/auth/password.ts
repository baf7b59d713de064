import { AppError } from '../../shared/errors.ts';

/** Characters a password may have. */
export const passwordLength = { min: 10, max: 128 } as const;

/** Throws 422 `passwordTooShort` or `passwordTooLong`, naming the input. */
export function checkPassword(password: string, path = 'password'): void {
  const { min, max } = passwordLength;
  if (password.length < min) throw refused('passwordTooShort', path, { minimum: min });
  if (password.length > max) throw refused('passwordTooLong', path, { maximum: max });
}

function refused(code: string, path: string, params: Record<string, unknown>): AppError {
  return new AppError(422, code, params, [{ path, code, params }]);
}
