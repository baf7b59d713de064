import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../shared/errors.ts';
import type { FileKeeper } from './file-store.ts';

/** An upload that has been received whole and lies on the disk. */
export interface StagedFile {
  readonly path: string;
  /** SHA-256 in hexadecimal. */
  readonly hash: string;
  readonly size: number;
  /** What it is by its content; what the sender said plays no part. */
  readonly type: string;
}

/** Receives an upload and gives it to `work`; whatever `work` leaves of it is removed. Throws 413 `fileTooLarge`. */
export async function withStagedFile<T>(
  { stagingFolder, maxBytes }: FileKeeper,
  content: Readable,
  work: (staged: StagedFile) => Promise<T>,
): Promise<T> {
  await mkdir(stagingFolder, { recursive: true });
  const path = join(stagingFolder, randomUUID());
  const hash = createHash('sha256');
  let size = 0;
  const measured = async function* (pieces: AsyncIterable<Buffer>) {
    for await (const piece of pieces) {
      size += piece.length;
      if (size > maxBytes) throw new AppError(413, 'fileTooLarge', { maxBytes });
      hash.update(piece);
      yield piece;
    }
  };
  try {
    await pipeline(content, measured, createWriteStream(path, { mode: 0o600, flush: true }));
    return await work({ path, hash: hash.digest('hex'), size, type: await typeOf(path) });
  } finally {
    await rm(path, { force: true });
  }
}

async function typeOf(path: string): Promise<string> {
  const { fileTypeFromFile } = await import('file-type');
  const found = await fileTypeFromFile(path);
  if (found) return found.mime;
  return (await isText(path)) ? 'text/plain' : 'application/octet-stream';
}

/** Whether its beginning reads as UTF-8 without what no text has. */
async function isText(path: string): Promise<boolean> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(8192) });
    // A letter may be cut at the end of what was read.
    const text = new TextDecoder().decode(buffer.subarray(0, bytesRead), { stream: true });
    return !text.includes('\0') && !text.includes('\ufffd');
  } finally {
    await handle.close();
  }
}
