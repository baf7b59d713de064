import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * A sealed backup: a line that names its form, a salt, a mark of the key, and the backup in chunks, each by AES-256-GCM under a key of this file alone.
 * The nonce of a chunk is its number and whether it is the last: none can be changed, moved, left out or cut off unnoticed, and any can be read by itself.
 */
const magic = 'RAPPORT SEALED 0001\n';
const saltBytes = 16;
const markBytes = 16;
export const headerLength = magic.length + saltBytes + markBytes;
/** Of what is sealed in one chunk, and of the proof that stands behind it. */
export const chunkBytes = 65_536;
export const proofBytes = 16;

/** What a file is sealed with and opened by. */
export interface FileKey {
  readonly header: Buffer;
  readonly key: Buffer;
}

/** The key of a new file: derived from the operator's, and never the same twice. */
export function makeFileKey(secret: string): FileKey {
  return fileKeyOf(secret, randomBytes(saltBytes));
}

export function isSealed(start: string): boolean {
  return start === magic;
}

/** The key of a file that begins so; null where it was sealed with another. */
export function findFileKey(secret: string, header: Buffer): FileKey | null {
  const salt = header.subarray(magic.length, magic.length + saltBytes);
  const found = fileKeyOf(secret, salt);
  return header.length === headerLength && timingSafeEqual(found.header, header) ? found : null;
}

function fileKeyOf(secret: string, salt: Buffer): FileKey {
  const derive = (use: string, length: number) => Buffer.from(hkdfSync('sha256', secret, salt, use, length));
  const mark = derive('rapport:backup-mark', markBytes);
  return { header: Buffer.concat([Buffer.from(magic), salt, mark]), key: derive('rapport:backup', 32) };
}

export function sealChunk({ key, header }: FileKey, number: number, isLast: boolean, chunk: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number, isLast)).setAAD(header);
  return Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()]);
}

/** Null for one that was changed, or stands where it did not. */
export function openChunk({ key, header }: FileKey, number: number, isLast: boolean, sealed: Buffer): Buffer | null {
  if (sealed.length < proofBytes) return null;
  const options = { authTagLength: proofBytes };
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(number, isLast), options).setAAD(header);
  decipher.setAuthTag(sealed.subarray(-proofBytes));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -proofBytes)), decipher.final()]);
  } catch {
    // The only thing that can fail here is the proof that it is what was sealed.
    return null;
  }
}

function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(number), 3);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}
