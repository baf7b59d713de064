import { createHash, randomBytes } from 'node:crypto';
import { AppError, invalidField } from '../../shared/errors.ts';
import { createSealer, type Sealer } from '../config/sealer.ts';
import type { Queryable } from '../db/database.ts';
import { lockSignIns } from './account.repository.ts';
import {
  beginSecondFactor,
  findSecondFactor,
  takeRecoveryCode,
  takeStep,
  writeRecoveryCodes,
} from './second-factor.repository.ts';
import { base32, findTotpStep, newTotpKey, totpAddress } from './totp.ts';

const codeCount = 10;
/** 120 bits: not to be guessed from a plain hash either. */
const codeBytes = 15;

/** Seals the keys of authenticator apps: the database alone tells nobody the codes. */
export function secondFactorSealer(secret: string): Sealer {
  return createSealer(secret, 'second-factor');
}

export interface NewFactor {
  /** As it is typed by hand. */
  readonly key: string;
  /** What the square code says. */
  readonly address: string;
}

/** Begins to set a second factor up. Throws 409 `secondFactorOn` where one is in use. */
export async function beginFactor(
  control: Queryable,
  sealer: Sealer,
  account: { readonly id: string; readonly email: string; readonly workspace: string },
): Promise<NewFactor> {
  const key = newTotpKey();
  const begun = await beginSecondFactor(control, account.id, sealer.seal(key.toString('base64')));
  if (!begun) throw new AppError(409, 'secondFactorOn');
  return { key: base32(key), address: totpAddress(key, `Rapport ${account.workspace}`, account.email) };
}

/** Ends the set-up by the app's first code; answers recovery codes, shown this once. Throws 422 `wrongCode`. */
export async function confirmFactor(control: Queryable, sealer: Sealer, accountId: string, code: string) {
  await lockSignIns(control, accountId);
  const step = await stepOf(control, sealer, accountId, code);
  if (step === null || !(await takeStep(control, accountId, { step, confirms: true }))) throw wrongCode();
  return renewRecoveryCodes(control, accountId);
}

/**
 * Takes a code of the app, or a recovery code: each is good once, and of the app's none before one that was taken. Throws 422
 * `wrongCode`.
 */
export async function takeCode(control: Queryable, sealer: Sealer, accountId: string, code: string): Promise<void> {
  const step = await stepOf(control, sealer, accountId, code);
  if (step !== null && (await takeStep(control, accountId, { step, confirms: false }))) return;
  if (step === null && (await takeRecoveryCode(control, accountId, hashOf(code)))) return;
  throw wrongCode();
}

/** New recovery codes in the place of those there were, as they are shown. */
export async function renewRecoveryCodes(control: Queryable, accountId: string): Promise<string[]> {
  const codes = Array.from({ length: codeCount }, () => base32(randomBytes(codeBytes)));
  await writeRecoveryCodes(control, accountId, codes.map(hashOf));
  return codes.map((code) => code.match(/.{4}/g)?.join('-') ?? code);
}

async function stepOf(control: Queryable, sealer: Sealer, accountId: string, code: string): Promise<number | null> {
  const { secret } = await findSecondFactor(control, accountId);
  const key = secret && sealer.open(secret);
  // Sealed with a secret this installation has no more: a recovery code still lets in.
  return key ? findTotpStep(Buffer.from(key, 'base64'), code.replace(/\s/g, ''), new Date()) : null;
}

/** However it is typed: small letters, without its dashes. */
function hashOf(code: string): Buffer {
  return createHash('sha256').update(code.replace(/[\s-]/g, '').toUpperCase()).digest();
}

function wrongCode(): AppError {
  return invalidField('code', 'wrongCode');
}
