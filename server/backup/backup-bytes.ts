import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { exitCodes, OperatorError } from '../config/operator-error.ts';
import { magicLength } from './backup-layout.ts';
import {
  chunkBytes,
  type FileKey,
  findFileKey,
  headerLength,
  isSealed,
  openChunk,
  proofBytes,
} from './sealed-chunks.ts';

/** The bytes of a backup, whether its file is sealed or not. */
export interface BackupBytes {
  readonly size: number;
  readonly isSealed: boolean;
  /** Fewer where they end before. */
  read(position: number, length: number): Promise<Buffer>;
  /** From one to before another. */
  stream(start: number, end: number): AsyncGenerator<Buffer, void>;
}

/** Throws OperatorError for what is no file, and for one that is sealed with another key than this, or with one where none is given. */
export async function openBytes(path: string, secret: string | undefined): Promise<BackupBytes> {
  return withFile(path, async (handle) => {
    const stat = await handle.stat();
    if (!stat.isFile()) throw new OperatorError(exitCodes.noInput, `${path} is no file: name the file of the backup.`);
    const header = await readAt(handle, 0, headerLength);
    if (!isSealed(header.toString('latin1', 0, magicLength))) return plainBytes(path, stat.size);
    if (secret === undefined)
      throw unopened(`${path} is sealed: set BACKUP_KEY to the key it was made with. Nothing was restored.`);
    const key = findFileKey(secret, header);
    if (!key)
      throw unopened(
        `${path} was sealed with another key than BACKUP_KEY: set that to the key it was made with. Nothing was restored.`,
      );
    return sealedBytes(path, stat.size - headerLength, key);
  });
}

function plainBytes(path: string, size: number): BackupBytes {
  return {
    ...{ size, isSealed: false },
    read: (position, length) => withFile(path, (handle) => readAt(handle, position, length)),
    async *stream(start, end) {
      if (end > start) yield* createReadStream(path, { start, end: end - 1, highWaterMark: 1 << 20 });
    },
  };
}

function sealedBytes(path: string, sealed: number, key: FileKey): BackupBytes {
  const chunks = Math.ceil(sealed / (chunkBytes + proofBytes));
  const size = Math.max(sealed - chunks * proofBytes, 0);
  async function* stream(start: number, end: number): AsyncGenerator<Buffer, void> {
    const handle = await open(path);
    try {
      for (let number = Math.floor(start / chunkBytes); number * chunkBytes < end; number++) {
        const at = number * chunkBytes;
        const position = headerLength + number * (chunkBytes + proofBytes);
        const chunk = await readAt(handle, position, chunkBytes + proofBytes);
        const opened = openChunk(key, number, number === chunks - 1, chunk);
        if (!opened)
          throw unopened(`${path} is cut off or not as it was written. Nothing was restored: use another backup.`);
        yield opened.subarray(Math.max(start - at, 0), end - at);
      }
    } finally {
      await handle.close();
    }
  }
  const read = async (position: number, length: number) => {
    const pieces: Buffer[] = [];
    for await (const piece of stream(Math.max(position, 0), Math.min(position + length, size))) pieces.push(piece);
    return Buffer.concat(pieces);
  };
  return { size, isSealed: true, read, stream };
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

async function withFile<T>(path: string, use: (handle: FileHandle) => Promise<T>): Promise<T> {
  const handle = await open(path);
  try {
    return await use(handle);
  } finally {
    await handle.close();
  }
}

function unopened(line: string): OperatorError {
  return new OperatorError(exitCodes.badData, line);
}
