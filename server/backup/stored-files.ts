import { createWriteStream, type Dirent } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** Every file below the folder, as paths from it with slashes, in their order. None where there is no such folder. */
export async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    forgive<Dirent[]>('ENOENT', []),
  );
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/')).sort();
}

/** A file's bytes; null when it was deleted meanwhile. */
export async function readStoredFile(folder: string, path: string): Promise<AsyncGenerator<Buffer, void> | null> {
  const handle = await open(join(folder, path)).catch(forgive('ENOENT', null));
  return handle && pieces(handle.createReadStream({ highWaterMark: 1 << 18 }));
}

async function* pieces(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
  yield* stream;
}

/** Puts a file in its place, whole or not at all. Throws for a path that leads out of the folder. */
export async function placeFile(folder: string, path: string, content: AsyncIterable<Buffer>): Promise<void> {
  const target = resolve(folder, path);
  if (!target.startsWith(resolve(folder) + sep)) throw new Error(`"${path}" leads out of the folder of files`);
  await mkdir(dirname(target), { recursive: true });
  await pipeline(content, createWriteStream(`${target}.part`, { flush: true }));
  await rename(`${target}.part`, target);
}

/** Removes every file that is not among those to keep. */
export async function removeOthers(folder: string, keep: ReadonlySet<string>): Promise<void> {
  for (const path of await listFiles(folder)) if (!keep.has(path)) await rm(join(folder, path));
}

function forgive<T>(code: string, instead: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === code) return instead;
    throw error;
  };
}
