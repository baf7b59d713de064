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

/** Whose a password is to be, as anybody may know it who guesses. */
export interface KnownOf {
  readonly email: string;
  /** The person's, their companies', the product's. */
  readonly names: readonly string[];
}

/** Letters and digits that have to be there besides all known words. */
const fewestBesides = 6;
/** Shorter ones stand in anything. */
const shortestWord = 4;

/**
 * Throws 422 `passwordTelling`, naming the input, where a password is hardly more than words that everybody knows of its holder: the address, its domain,
 * their name, the company's, the product's.
 */
export function assertNotTelling(password: string, known: KnownOf, path = 'password'): void {
  const given = plain(password);
  const besides = lettersBesides(given, wordsOf(known));
  const isTelling = besides < given.length && besides < fewestBesides;
  if (isTelling || given === plain(known.email)) throw refused('passwordTelling', path, {});
}

/** How many letters of a text are part of none of the words, wherever these overlap. */
function lettersBesides(text: string, words: readonly string[]): number {
  const told = new Set<number>();
  for (const word of words)
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
      for (let letter = at; letter < at + word.length; letter++) told.add(letter);
  return text.length - told.size;
}

function wordsOf({ email, names }: KnownOf): readonly string[] {
  const [local = '', domain = ''] = email.split('@');
  const whole = ['Rapport', local, ...domain.split('.').slice(0, -1), ...names];
  const parts = whole.flatMap((text) => text.split(/[^\p{L}\p{N}]+/u));
  return [...new Set([...whole, ...parts].map(plain))].filter((word) => word.length >= shortestWord);
}

/** Letters and digits alone, however they are written. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

function refused(code: string, path: string, params: Record<string, unknown>): AppError {
  return new AppError(422, code, params, [{ path, code, params }]);
}
