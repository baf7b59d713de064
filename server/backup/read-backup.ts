import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { exitCodes, OperatorError } from '../config/operator-error.ts';
import { magicLength, readMagic, readTrailer, type Trailer, trailerLength } from './backup-layout.ts';
import { EntryQueue } from './entry-queue.ts';
import { type Entry, readEntries } from './frames.ts';
import { formatVersion, type Manifest, manifestSchema, tableEntry } from './manifest.ts';

export interface BackupFile {
  readonly manifest: Manifest;
  /** Unpacks the entries, one after another, in constant memory. */
  entries(): AsyncGenerator<Entry, void>;
}

/** Reads a backup through once. Throws OperatorError unless it is whole, unchanged and of a format known here. */
export async function openBackup(path: string): Promise<BackupFile> {
  const handle = await open(path);
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) throw new OperatorError(exitCodes.noInput, `${path} is no file: name the file of the backup.`);
    const { size } = stat;
    await checkFormat(handle, path);
    const trailer = await findTrailer(handle, size);
    if (!trailer) throw damaged(`${path} is cut off: its end is missing`);
    if ((await hashOf(path, size - trailerLength)) !== trailer.sha256) {
      throw damaged(`${path} is not as it was written: its checksum differs`);
    }
    const manifest = await readManifest(handle, trailer, size);
    return { manifest, entries: () => unpack(path, trailer.manifestOffset) };
  } finally {
    await handle.close();
  }
}

/** Unpacks every entry and compares it with what was written down of it. @throws OperatorError at the first that differs. */
export async function checkEntries({ manifest, entries }: BackupFile): Promise<void> {
  const queue = new EntryQueue(entries());
  try {
    for (const { workspace, tables } of manifest.schemas)
      for (const table of tables)
        await queue.take(tableEntry(workspace?.schema ?? null, table.name), table, readThrough);
    await queue.take({ kind: 'jobs', name: 'jobs' }, manifest.jobs, readThrough);
    for (const file of manifest.files) await queue.take({ kind: 'file', name: file.path }, file, readThrough);
    if (manifest.secret) await queue.take({ kind: 'secret', name: 'secret' }, manifest.secret, readThrough);
  } finally {
    await queue.close();
  }
}

async function readThrough(content: AsyncIterable<Buffer>): Promise<void> {
  for await (const _piece of content);
}

async function checkFormat(handle: FileHandle, path: string): Promise<void> {
  const format = readMagic(await readText(handle, 0, magicLength));
  if (format === null) throw new OperatorError(exitCodes.badData, `${path} is no backup of Rapport.`);
  if (format === formatVersion) return;
  throw new OperatorError(
    exitCodes.badData,
    `${path} is a backup of format ${format}, and this Rapport reads format ${formatVersion}: restore it with the version that wrote it.`,
  );
}

function findTrailer(handle: FileHandle, size: number): Promise<Trailer | null> {
  return readText(handle, Math.max(0, size - trailerLength), trailerLength).then(readTrailer);
}

async function hashOf(path: string, length: number): Promise<string> {
  const hash = createHash('sha256');
  if (length > 0) {
    for await (const piece of createReadStream(path, { end: length - 1, highWaterMark: 1 << 20 })) hash.update(piece);
  }
  return hash.digest('hex');
}

async function readManifest(handle: FileHandle, { manifestOffset }: Trailer, size: number): Promise<Manifest> {
  const length = size - trailerLength - manifestOffset;
  const text = length > 0 ? await readText(handle, manifestOffset, length) : '';
  try {
    return manifestSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new OperatorError(
      exitCodes.badData,
      'The list of what the backup holds can not be read: it was not written by Rapport. Nothing was restored.',
      { cause: error },
    );
  }
}

async function readText(handle: FileHandle, position: number, length: number): Promise<string> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position);
  return buffer.toString('utf8', 0, bytesRead);
}

async function* unpack(path: string, end: number): AsyncGenerator<Entry, void> {
  const gunzip = createGunzip({ chunkSize: 1 << 18 });
  // What fails in the file comes out of the last stream, where it is read.
  const source = pipeline(createReadStream(path, { start: magicLength, end: end - 1 }), gunzip, () => undefined);
  try {
    yield* readEntries(source);
  } finally {
    source.destroy();
  }
}

function damaged(what: string): OperatorError {
  return new OperatorError(exitCodes.badData, `${what}. Nothing was restored: use another backup.`);
}
