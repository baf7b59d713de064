import { createHash } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { exitCodes, OperatorError } from '../config/operator-error.ts';
import { magicOf, trailerOf } from './backup-layout.ts';
import { formatVersion, type Manifest } from './manifest.ts';
import { SealedBytes } from './sealed-bytes.ts';
import { makeFileKey } from './sealed-chunks.ts';

export interface WrittenBackup {
  readonly manifest: Manifest;
  readonly bytes: number;
  /** Of the whole file. */
  readonly sha256: string;
}

/**
 * Writes a backup file out of entries (which return the manifest), sealed where there is a key: to `<path>.part` first, readable by its owner alone, and
 * renamed when it is whole and on the disk. Throws OperatorError where there is a file already or no room.
 */
export async function writeBackup(
  path: string,
  entries: () => AsyncGenerator<Buffer, Manifest>,
  key?: string,
): Promise<WrittenBackup> {
  if (existsSync(path)) throw new OperatorError(exitCodes.usage, `${path} is there already: name another file.`);
  const part = `${path}.part`;
  const handle = await openPart(part);
  const onExit = () => rmSync(part, { force: true });
  process.once('exit', onExit);
  try {
    const written = await writeParts(handle, entries, key);
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

async function writeParts(
  handle: FileHandle,
  entries: () => AsyncGenerator<Buffer, Manifest>,
  key: string | undefined,
): Promise<WrittenBackup> {
  const [content, file] = [createHash('sha256'), createHash('sha256')];
  const size = { content: 0, file: 0 };
  const sealed = new SealedBytes(key === undefined ? null : makeFileKey(key), async (piece) => {
    file.update(piece);
    size.file += piece.length;
    await handle.writeFile(piece);
  });
  const append = (piece: Buffer) => {
    content.update(piece);
    size.content += piece.length;
    return sealed.append(piece);
  };
  await sealed.begin();
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
  const offset = size.content;
  await append(Buffer.from(JSON.stringify(made.manifest)));
  await append(Buffer.from(trailerOf(offset, content.copy().digest('hex'))));
  await sealed.end();
  return { manifest: made.manifest, bytes: size.file, sha256: file.digest('hex') };
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
