import { AppError } from '../../shared/errors.ts';
import { isCommonPassword } from './common-passwords.ts';

/** Characters a password may have. */
export const passwordLength = { min: 10, max: 128 } as const;

/** Throws 422 `passwordTooShort`, `passwordTooLong` or `passwordCommon`, naming the input. */
export async function checkPassword(password: string, path = 'password'): Promise<void> {
  const { min, max } = passwordLength;
  if (password.length < min) throw refused('passwordTooShort', path, { minimum: min });
  if (password.length > max) throw refused('passwordTooLong', path, { maximum: max });
  if (await isCommonPassword(password)) throw refused('passwordCommon', path, {});
}

function refused(code: string, path: string, params: Record<string, unknown>): AppError {
  return new AppError(422, code, params, [{ path, code, params }]);
}
