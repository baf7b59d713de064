import { createHash } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { exitCodes, OperatorError } from '../config/operator-error.ts';
import { type BackupBytes, openBytes } from './backup-bytes.ts';
import { magicLength, readMagic, readTrailer, type Trailer, trailerLength } from './backup-layout.ts';
import { EntryQueue } from './entry-queue.ts';
import { type Entry, readEntries } from './frames.ts';
import { formatVersion, type Manifest, manifestSchema, tableEntry } from './manifest.ts';

export interface BackupFile {
  readonly manifest: Manifest;
  /** Whether nobody reads it without the key it was sealed with. */
  readonly isSealed: boolean;
  /** Unpacks the entries, one after another, in constant memory. */
  entries(): AsyncGenerator<Entry, void>;
}

/**
 * Reads a backup through once; `key` is what a sealed one was sealed with. Throws OperatorError unless it is whole, unchanged, of a format known
 * here and sealed with that key or not at all.
 */
export async function openBackup(path: string, key?: string): Promise<BackupFile> {
  const bytes = await openBytes(path, key);
  const { size } = bytes;
  await checkFormat(bytes, path);
  const trailer = readTrailer(await readText(bytes, Math.max(0, size - trailerLength), trailerLength));
  if (!trailer) throw damaged(`${path} is cut off: its end is missing`);
  if ((await hashOf(bytes, size - trailerLength)) !== trailer.sha256) {
    throw damaged(`${path} is not as it was written: its checksum differs`);
  }
  const manifest = await readManifest(bytes, trailer);
  return { manifest, isSealed: bytes.isSealed, entries: () => unpack(bytes, trailer.manifestOffset) };
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

async function checkFormat(bytes: BackupBytes, path: string): Promise<void> {
  const format = readMagic(await readText(bytes, 0, magicLength));
  if (format === null) throw new OperatorError(exitCodes.badData, `${path} is no backup of Rapport.`);
  if (format === formatVersion) return;
  throw new OperatorError(
    exitCodes.badData,
    `${path} is a backup of format ${format}, and this Rapport reads format ${formatVersion}: restore it with the version that wrote it.`,
  );
}

async function hashOf(bytes: BackupBytes, length: number): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of bytes.stream(0, Math.max(length, 0))) hash.update(piece);
  return hash.digest('hex');
}

async function readManifest(bytes: BackupBytes, { manifestOffset }: Trailer): Promise<Manifest> {
  const length = bytes.size - trailerLength - manifestOffset;
  const text = length > 0 ? await readText(bytes, manifestOffset, length) : '';
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

async function readText(bytes: BackupBytes, position: number, length: number): Promise<string> {
  return (await bytes.read(position, length)).toString();
}

async function* unpack(bytes: BackupBytes, end: number): AsyncGenerator<Entry, void> {
  const gunzip = createGunzip({ chunkSize: 1 << 18 });
  // What fails in the file comes out of the last stream, where it is read.
  const source = pipeline(Readable.from(bytes.stream(magicLength, end)), gunzip, () => undefined);
  try {
    yield* readEntries(source);
  } finally {
    source.destroy();
  }
}

function damaged(what: string): OperatorError {
  return new OperatorError(exitCodes.badData, `${what}. Nothing was restored: use another backup.`);
}
