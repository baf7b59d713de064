import { createHash, randomBytes } from 'node:crypto';
import { AppError } from '../../shared/errors.ts';

/** 256 random bits: one round of SHA-256 keeps them as well as a slow hash. */
export function newLinkToken(): { readonly token: string; readonly hash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashOfLink(token) };
}

export function hashOfLink(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** The one answer to a link that never was, was used, was taken back or has had its time. */
export function linkGone(): AppError {
  return new AppError(404, 'linkGone');
}
