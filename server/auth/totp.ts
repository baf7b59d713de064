import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Seconds for which a code is shown, and how many digits it has: what every authenticator app takes for granted. */
const period = 30;
const digits = 6;
/** Codes of the period before and after are taken too: clocks differ, and typing takes time. */
const drift = 1;

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** 160 random bits, as RFC 4226 advises. */
export function newTotpKey(): Buffer {
  return randomBytes(20);
}

/** As RFC 4648 writes it, without padding: what is typed into an app by hand. */
export function base32(bytes: Uint8Array): string {
  let [bits, value, text] = [0, 0, ''];
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet[(value >>> bits) & 31];
      value &= (1 << bits) - 1;
    }
  }
  return bits > 0 ? text + alphabet[(value << (5 - bits)) & 31] : text;
}

/** The address an app reads out of the square code. */
export function totpAddress(key: Uint8Array, issuer: string, account: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  return `otpauth://totp/${label}?secret=${base32(key)}&issuer=${encodeURIComponent(issuer)}`;
}

/** The code of RFC 6238 (HMAC-SHA-1) for the period with this number. */
export function totpCode(key: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', key).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits).padStart(digits, '0');
}

/** The number of the period a code is of, among those it may be of at this moment; null for a wrong one. */
export function findTotpStep(key: Uint8Array, code: string, now: Date): number | null {
  const current = Math.floor(now.getTime() / 1000 / period);
  const given = Buffer.from(code);
  let found: number | null = null;
  for (let step = current - drift; step <= current + drift; step++) {
    const right = Buffer.from(totpCode(key, step));
    if (given.length === right.length && timingSafeEqual(given, right)) found = step;
  }
  return found;
}
