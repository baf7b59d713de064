import { AppError } from '../../shared/errors.ts';
import type { SessionHolder } from './auth.ts';
import { type Answer, type Asked, type AuthHandlerParts, textOf, toldOf } from './auth-operation.ts';
import { askForPasskey, provePasskey } from './passkey.ts';
import { knownOrigin } from './passkey-challenge.ts';
import { readAssertion } from './passkey-sign-in.ts';
import { linkConfirmed } from './provider-link.ts';
import { findSecondFactor, releaseSession } from './second-factor.repository.ts';
import { takeCode } from './second-factor.ts';
import { throttled } from './throttle.ts';

/** By what the second step may be done: for whoever did the first. */
export async function showSecondStep(parts: AuthHandlerParts, asked: Asked): Promise<Answer> {
  const { accountId } = await heldSession(parts, asked);
  const { since, codesLeft, passkeys } = await findSecondFactor(parts.database.control, accountId);
  return { cookies: [], body: { app: since !== null, recoveryCode: codesLeft > 0, passkey: passkeys > 0 } };
}

/** What the browser is to be asked to do the second step by a passkey. */
export async function askForSecondPasskey(parts: AuthHandlerParts, asked: Asked): Promise<Answer> {
  const { accountId, sessionId } = await heldSession(parts, asked);
  const origin = knownOrigin(asked.headers.get('origin'), asked.headers.get('host'), parts.publicUrl);
  const asking = { purpose: 'secondStep', holder: sessionId } as const;
  return { cookies: [], body: { options: await askForPasskey(parts.database.control, asking, origin, accountId) } };
}

/** The second step of signing in, for the session the password began: a code of the app, a recovery code, or a passkey. */
export async function takeSecondStep(parts: AuthHandlerParts, asked: Asked): Promise<Answer> {
  const { accountId, sessionId } = await heldSession(parts, asked);
  const { database, sealer } = parts;
  const passkey = readAssertion(asked.body);
  const code = passkey ? '' : textOf(asked.body, 'code');
  await throttled(database.control, { account: `second ${accountId}`, address: asked.address }, async () => {
    await toldOf(parts, asked, { accountId }, async () => {
      if (passkey) await provePasskey(database, passkey, { purpose: 'secondStep', holder: sessionId }, accountId);
      else await database.control.transaction((tx) => takeCode(tx, sealer, accountId, code));
    });
    await releaseSession(database.control, { id: sessionId });
  });
  return { cookies: await linkConfirmed(parts, asked, accountId), body: {} };
}

async function heldSession({ auth }: AuthHandlerParts, { headers }: Asked): Promise<SessionHolder> {
  const holder = await auth.findHeldSession(headers);
  if (!holder) throw new AppError(401, 'notSignedIn');
  return holder;
}
