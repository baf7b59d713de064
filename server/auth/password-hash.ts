import { hashPassword as hash, verifyPassword as verify } from 'better-auth/crypto';

/** What is kept of a password: salted scrypt, slow on purpose. */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

/** Whether this is the password that was hashed. */
export function verifyPassword(given: { readonly hash: string; readonly password: string }): Promise<boolean> {
  return verify(given);
}
