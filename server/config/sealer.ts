import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { secretsIn } from './secret.ts';

/** Keeps what must be read again (a password to a mail server) so that the database alone gives it to nobody. */
export interface Sealer {
  seal(text: string): string;
  /** Null for what was sealed with none of the secrets, or changed since. */
  open(sealed: string): string | null;
  /** Whether it was sealed with the secret in use, and not with one before it. */
  isCurrent(sealed: string): boolean;
}

const ivBytes = 12;
const tagBytes = 16;

/**
 * Seals by AES-256-GCM with a key derived from the installation's secret in use, and opens what that or an older one sealed
 * (`secretOf`). `purpose` keeps keys of different uses apart.
 */
export function createSealer(secret: string, purpose: string): Sealer {
  const [key, ...older] = secretsIn(secret).map((one) => keyOf(one, purpose)) as [Buffer, ...Buffer[]];
  return {
    seal(text) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64');
    },
    open(text) {
      for (const one of [key, ...older]) {
        const opened = openWith(one, text);
        if (opened !== null) return opened;
      }
      return null;
    },
    isCurrent: (text) => openWith(key, text) !== null,
  };
}

function keyOf(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `rapport:${purpose}`, 32));
}

function openWith(key: Buffer, text: string): string | null {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length < ivBytes + tagBytes) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes });
  decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]).toString('utf8');
  } catch {
    // The only thing that can fail here is the proof that it is what was sealed.
    return null;
  }
}
