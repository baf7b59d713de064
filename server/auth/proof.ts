import { type ProofBy, proofs } from '../../shared/contract/session-proof.ts';
import { AppError } from '../../shared/errors.ts';
import type { Context } from '../context.ts';
import type { Queryable } from '../db/database.ts';
import { findPasswordHash } from './account.repository.ts';
import { findSecondFactor, hasSecondFactor } from './second-factor.repository.ts';
import { isProvedSession } from './session.repository.ts';

/** Whose session asks. */
interface Holder extends Pick<Context, 'sessionId'> {
  readonly actor: Pick<Context['actor'], 'accountId'>;
}

/**
 * Whoever sits down at a browser left open ends no sessions and changes nothing about how its owner signs in: they signed in, or showed by one of
 * these once more who they are, minutes ago.
 * @throws {AppError} 403 `proofNeeded` with what of it the account has, `signInAgain` where it has nothing of it.
 */
export async function assertProved(
  control: Queryable,
  { actor, sessionId }: Holder,
  by: readonly ProofBy[] = proofs,
): Promise<void> {
  const { accountId } = actor;
  if (!sessionId || accountId === null) throw new AppError(401, 'notSignedIn');
  if (await isProvedSession(control, sessionId, by)) return;
  const has = await provesOf(control, accountId);
  const possible = by.filter((one) => has[one]);
  throw possible.length > 0 ? new AppError(403, 'proofNeeded', { by: possible }) : new AppError(403, 'signInAgain');
}

/** Where the password is given: the second factor too, if there is one, as in signing in. Throws 403 as `assertProved`. */
export async function assertWhole(control: Queryable, ctx: Holder): Promise<void> {
  if (await hasSecondFactor(control, ctx.actor.accountId ?? '')) await assertProved(control, ctx, ['code', 'passkey']);
}

/** Where a code is given: the password too, or a passkey, which is both. Throws 403 as `assertProved`. */
export function assertPasswordToo(control: Queryable, ctx: Holder): Promise<void> {
  return assertProved(control, ctx, ['password', 'passkey']);
}

/** By what an account can prove who it is. */
async function provesOf(control: Queryable, accountId: string): Promise<Readonly<Record<ProofBy, boolean>>> {
  const { since, codesLeft, passkeys } = await findSecondFactor(control, accountId);
  return {
    password: (await findPasswordHash(control, accountId)) !== null,
    code: since !== null || codesLeft > 0,
    passkey: passkeys > 0,
  };
}
