import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Keeps what must be read again (a password to a mail server) so that the database alone gives it to nobody. */
export interface Sealer {
  seal(text: string): string;
  /** Null for what was sealed with another secret, or changed since. */
  open(sealed: string): string | null;
}

const ivBytes = 12;
const tagBytes = 16;

/** Seals by AES-256-GCM with a key derived from the installation's secret. `purpose` keeps keys of different uses apart. */
export function createSealer(secret: string, purpose: string): Sealer {
  const key = Buffer.from(hkdfSync('sha256', secret, '', `rapport:${purpose}`, 32));
  return {
    seal(text) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64');
    },
    open(text) {
      const bytes = Buffer.from(text, 'base64');
      if (bytes.length < ivBytes + tagBytes) return null;
      const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes });
      cipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
      try {
        return Buffer.concat([cipher.update(bytes.subarray(ivBytes + tagBytes)), cipher.final()]).toString('utf8');
      } catch {
        // The only thing that can fail here is the proof that it is what was sealed.
        return null;
      }
    },
  };
}
