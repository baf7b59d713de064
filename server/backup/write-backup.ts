import { createHash } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { exitCodes, OperatorError } from '../config/operator-error.ts';
import { magicOf, trailerOf } from './backup-layout.ts';
import { formatVersion, type Manifest } from './manifest.ts';

export interface WrittenBackup {
  readonly manifest: Manifest;
  readonly bytes: number;
  /** Of the whole file. */
  readonly sha256: string;
}

/**
 * Writes a backup file out of entries (which return the manifest): to `<path>.part` first, readable by its owner alone, and
 * renamed when it is whole and on the disk. Throws OperatorError where there is a file already or no room.
 */
export async function writeBackup(
  path: string,
  entries: () => AsyncGenerator<Buffer, Manifest>,
): Promise<WrittenBackup> {
  if (existsSync(path)) throw new OperatorError(exitCodes.usage, `${path} is there already: name another file.`);
  const part = `${path}.part`;
  const handle = await openPart(part);
  const onExit = () => rmSync(part, { force: true });
  process.once('exit', onExit);
  try {
    const written = await writeParts(handle, entries);
    await handle.sync();
    await handle.close();
    await rename(part, path);
    return written;
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(part, { force: true });
    throw explain(error, path);
  } finally {
    process.off('exit', onExit);
  }
}

async function openPart(part: string): Promise<FileHandle> {
  try {
    return await open(part, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new OperatorError(
      exitCodes.busy,
      `${part} is there: another backup writes it, or one was cut short; remove it in that case.`,
    );
  }
}

async function writeParts(handle: FileHandle, entries: () => AsyncGenerator<Buffer, Manifest>): Promise<WrittenBackup> {
  const hash = createHash('sha256');
  let bytes = 0;
  const append = async (piece: Buffer) => {
    hash.update(piece);
    bytes += piece.length;
    await handle.writeFile(piece);
  };
  const made: { manifest?: Manifest } = {};
  await append(Buffer.from(magicOf(formatVersion)));
  await pipeline(
    async function* () {
      made.manifest = yield* entries();
    },
    createGzip({ level: 3 }),
    async (packed: AsyncIterable<Buffer>) => {
      for await (const piece of packed) await append(piece);
    },
  );
  if (!made.manifest) throw new Error('The backup ended before its manifest');
  const offset = bytes;
  await append(Buffer.from(JSON.stringify(made.manifest)));
  await append(Buffer.from(trailerOf(offset, hash.copy().digest('hex'))));
  return { manifest: made.manifest, bytes, sha256: hash.digest('hex') };
}

function explain(error: unknown, path: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EFBIG') {
    return new OperatorError(
      exitCodes.diskFull,
      `A file as large as ${path} is not allowed there: raise the limit (ulimit -f), or choose a disk that takes it; nothing was kept of it.`,
      { cause: error },
    );
  }
  if (code !== 'ENOSPC' && code !== 'EDQUOT') return error;
  return new OperatorError(exitCodes.diskFull, `There is no room on the disk for ${path}: nothing was kept of it.`, {
    cause: error,
  });
}
