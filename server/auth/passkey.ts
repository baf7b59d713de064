import type { Passkey, PasskeyAssertion, PasskeyAttestation } from '../../shared/contract/passkey.ts';
import { AppError } from '../../shared/errors.ts';
import type { Database, Queryable } from '../db/database.ts';
import { lockSignIns } from './account.repository.ts';
import { deleteApiKeysOf } from './api-key.repository.ts';
import { insertPasskey, listCredentials, lockPasskey, notePasskeyUse, type PasskeyKey } from './passkey.repository.ts';
import { type Asking, newChallenge, passkeyRefused, takeChallenge } from './passkey-challenge.ts';
import { findSecondFactor } from './second-factor.repository.ts';
import { renewRecoveryCodes } from './second-factor.ts';
import { deleteSessionsOf } from './session.repository.ts';

const mostPasskeys = 20;
/** Signatures of keys as phones, computers and USB sticks make them (COSE): Ed25519, ES256, RS256. */
const algorithms = [-8, -7, -257];

/** A megabyte of parsers, read when somebody uses a passkey. */
const library = () => import('@simplewebauthn/server');

export interface PasskeyHolder {
  readonly id: string;
  readonly email: string;
  readonly sessionId: string;
}

/** What the browser is to be asked to make a passkey. Throws 409 `tooManyPasskeys`. */
export async function askForNewPasskey(control: Queryable, holder: PasskeyHolder, origin: string): Promise<object> {
  const { passkeys } = await findSecondFactor(control, holder.id);
  if (passkeys >= mostPasskeys) throw new AppError(409, 'tooManyPasskeys', { maximum: mostPasskeys });
  const { generateRegistrationOptions } = await library();
  const { hostname } = new URL(origin);
  return generateRegistrationOptions({
    ...{ rpName: 'Rapport', rpID: hostname, userName: holder.email, userDisplayName: holder.email },
    userID: new Uint8Array(Buffer.from(holder.id.replaceAll('-', ''), 'hex')),
    challenge: await newChallenge(control, { purpose: 'register', holder: holder.sessionId }, origin),
    attestationType: 'none',
    // Those there are already are not made twice on one device.
    excludeCredentials: (await listCredentials(control, holder.id, hostname)).map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
    supportedAlgorithmIDs: algorithms,
  });
}

export interface MadePasskey {
  readonly passkey: Passkey;
  readonly codes: string[] | null;
}

/**
 * Keeps a passkey. The first factor of an account ends its other sessions and its keys: somebody else may be in by the password alone.
 * @throws {AppError} 422 `passkeyRefused`, 409 `tooManyPasskeys`.
 */
export async function keepPasskey(
  { control }: Database,
  holder: PasskeyHolder,
  { name, credential: given }: { readonly name: string; readonly credential: PasskeyAttestation },
): Promise<MadePasskey> {
  const asked = await takeChallenge(control, given.clientData, { purpose: 'register', holder: holder.sessionId });
  const { verifyRegistrationResponse } = await library();
  const { id, clientData: clientDataJSON, attestation: attestationObject, transports } = given;
  const checked = await judge(() =>
    verifyRegistrationResponse({
      response: {
        ...{ id, rawId: id, type: 'public-key', clientExtensionResults: {} },
        response: { clientDataJSON, attestationObject },
      },
      ...{ expectedChallenge: asked.challenge, expectedOrigin: asked.origin, expectedRPID: asked.host },
      ...{ requireUserVerification: false, supportedAlgorithmIDs: algorithms },
    }),
  );
  if (!checked.verified) throw passkeyRefused();
  const { id: credential, publicKey, counter } = checked.registrationInfo.credential;
  return control.transaction(async (tx) => {
    await lockSignIns(tx, holder.id);
    const before = await findSecondFactor(tx, holder.id);
    if (before.passkeys >= mostPasskeys) throw new AppError(409, 'tooManyPasskeys', { maximum: mostPasskeys });
    const passkey = await insertPasskey(tx, {
      ...{ account: holder.id, credential, publicKey: Buffer.from(publicKey), counter, transports },
      ...{ host: asked.host, name },
    });
    if (!passkey) throw passkeyRefused();
    if (before.since === null && before.passkeys === 0) {
      await deleteSessionsOf(tx, holder.id, holder.sessionId);
      await deleteApiKeysOf(tx, holder.id);
    }
    return { passkey, codes: before.codesLeft === 0 ? await renewRecoveryCodes(tx, holder.id) : null };
  });
}

/** What the browser is to be asked to prove one: one of the account's, or whichever it has of ours where nobody is known yet. */
export async function askForPasskey(
  control: Queryable,
  asking: Asking,
  origin: string,
  account?: string,
): Promise<object> {
  const { generateAuthenticationOptions } = await library();
  const { hostname } = new URL(origin);
  const known = account ? await listCredentials(control, account, hostname) : null;
  return generateAuthenticationOptions({
    rpID: hostname,
    challenge: await newChallenge(control, asking, origin),
    userVerification: account ? 'preferred' : 'required',
    ...(known ? { allowCredentials: known as never } : {}),
  });
}

/**
 * Checks what a passkey signed; answers whose it is. Where it is to be password and second step at once, its holder must have been
 * verified by the device.
 * @throws {AppError} 422 `passkeyRefused`, whatever was wrong.
 */
export async function provePasskey(
  { control }: Database,
  given: PasskeyAssertion,
  asking: Asking,
  account?: string,
): Promise<string> {
  const asked = await takeChallenge(control, given.clientData, asking);
  return control.transaction(async (tx) => {
    const key = await lockPasskey(tx, given.id);
    if (!key || key.host !== asked.host || (account && key.account !== account)) throw passkeyRefused();
    await notePasskeyUse(tx, key.id, await counterIn(given, key, asked, asking.purpose === 'signIn'));
    return key.account;
  });
}

async function counterIn(
  { id, clientData: clientDataJSON, authenticatorData, signature }: PasskeyAssertion,
  key: PasskeyKey,
  asked: Awaited<ReturnType<typeof takeChallenge>>,
  requireUserVerification: boolean,
): Promise<number> {
  const { verifyAuthenticationResponse } = await library();
  const { verified, authenticationInfo } = await judge(() =>
    verifyAuthenticationResponse({
      response: {
        ...{ id, rawId: id, type: 'public-key', clientExtensionResults: {} },
        response: { clientDataJSON, authenticatorData, signature },
      },
      ...{ expectedChallenge: asked.challenge, expectedOrigin: asked.origin, expectedRPID: asked.host },
      credential: { id, publicKey: new Uint8Array(key.publicKey), counter: key.counter },
      requireUserVerification,
    }),
  );
  if (!verified) throw passkeyRefused();
  return authenticationInfo.newCounter;
}

/** The library throws at whatever is wrong with what a browser sent, and at nothing else. */
async function judge<T>(check: () => Promise<T>): Promise<T> {
  try {
    return await check();
  } catch {
    throw passkeyRefused();
  }
}
