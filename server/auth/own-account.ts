import { AppError } from '../../shared/errors.ts';
import type { Context } from '../context.ts';
import type { Database, Queryable } from '../db/database.ts';
import type { RequestFacts } from '../http/request-facts.ts';
import { findPasswordHash } from './account.repository.ts';
import { assertAtBrowser } from './at-browser.ts';
import { announceHere } from './auth-events.ts';
import { verifyPassword } from './password-hash.ts';
import { isFreshSession } from './session.repository.ts';
import { throttled } from './throttle.ts';

/** The account of whoever asks, at a browser. Throws 403 `signInNeeded`. */
export function accountOf(ctx: Context): string {
  assertAtBrowser(ctx);
  if (ctx.actor.accountId === null) throw new AppError(401, 'notSignedIn');
  return ctx.actor.accountId;
}

/** Does what is done for a password or a code: counted before it is tried, apart from the transaction it is tried in. */
export async function attemptOnOwn<T>(
  { control }: Database,
  ctx: Context,
  request: RequestFacts,
  work: (control: Queryable, id: string) => Promise<T>,
): Promise<T> {
  const id = accountOf(ctx);
  const who = { account: `second ${id}`, address: request.ip };
  const done = await throttled(control, who, () => control.transaction((tx) => work(tx, id)));
  announceHere(`account:${id}`);
  return done;
}

/**
 * Whoever sits down at a browser left open changes nothing about how its owner signs in. Who has no password (a provider vouches for
 * them) must have signed in just now.
 * @throws {AppError} 422 `invalidPassword`, 403 `signInAgain`.
 */
export async function assertPassword(
  control: Queryable,
  accountId: string,
  password: string,
  sessionId: string | undefined,
): Promise<void> {
  const hash = await findPasswordHash(control, accountId);
  if (hash === null) {
    if (sessionId && (await isFreshSession(control, sessionId))) return;
    throw new AppError(403, 'signInAgain');
  }
  if (!(await verifyPassword({ hash, password }))) throw wrongPassword();
}

export function wrongPassword(): AppError {
  return new AppError(422, 'invalidPassword', {}, [{ path: 'password', code: 'invalidPassword' }]);
}
