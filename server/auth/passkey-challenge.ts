import { createHash, randomBytes } from 'node:crypto';
import { AppError } from '../../shared/errors.ts';
import type { Queryable } from '../db/database.ts';
import { insertChallenge, takeChallengeRow } from './passkey.repository.ts';

/** Seconds for which a person may look for their key. */
const secondsGood = 300;

/** What an answer is for, and to whom the question was put: an answer to any other question is none. */
export interface Asking {
  readonly purpose: 'register' | 'secondStep' | 'signIn' | 'proof';
  /** The session, or the browser where there is none yet. */
  readonly holder: string;
}

/**
 * Where passkeys may be made and used: at the public address, and at this very machine. Whatever else a page calls itself, its passkeys
 * would be of a name that is not ours.
 * @throws {AppError} 403 `unknownAddress`, with the address that would do.
 */
export function knownOrigin(
  origin: string | undefined | null,
  host: string | undefined | null,
  publicUrl: string,
): string {
  const own = new URL(publicUrl).origin;
  if (origin === own) return own;
  if (origin && host && URL.canParse(origin)) {
    const asked = new URL(origin);
    if (asked.hostname === 'localhost' && asked.host === host) return asked.origin;
  }
  throw new AppError(403, 'unknownAddress', { address: publicUrl });
}

/** A question that can be answered once; 256 random bits. */
export async function newChallenge(control: Queryable, asking: Asking, origin: string): Promise<Buffer<ArrayBuffer>> {
  const challenge = Buffer.from(randomBytes(32));
  await insertChallenge(control, hashOf(challenge.toString('base64url')), { ...asking, origin }, secondsGood);
  return challenge;
}

/** Takes the question that a browser says it answers, whether its answer turns out good or not; the origin it was put to. */
export async function takeChallenge(control: Queryable, clientData: string, asking: Asking) {
  const challenge = challengeIn(clientData);
  const origin = challenge === null ? null : await takeChallengeRow(control, hashOf(challenge), asking);
  if (challenge === null || origin === null) throw passkeyRefused();
  return { challenge, origin, host: new URL(origin).hostname };
}

/** One answer to whatever was wrong with what was given. */
export function passkeyRefused(): AppError {
  return new AppError(422, 'passkeyRefused');
}

function challengeIn(clientData: string): string | null {
  try {
    const { challenge } = JSON.parse(Buffer.from(clientData, 'base64url').toString('utf8')) as { challenge?: unknown };
    return typeof challenge === 'string' ? challenge : null;
  } catch {
    // No JSON, so nothing a browser made.
    return null;
  }
}

function hashOf(challenge: string): Buffer {
  return createHash('sha256').update(challenge).digest();
}
