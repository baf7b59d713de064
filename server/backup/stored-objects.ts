import { join } from 'node:path';
import type { FileStore } from '../files/file-store.ts';
import { placeFile } from './stored-files.ts';

/** Every key in their order. */
export async function listKeys(store: FileStore): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of store.list()) keys.push(key);
  return keys.sort();
}

/** A file's bytes; null when it was deleted meanwhile. */
export async function readObject(store: FileStore, key: string): Promise<AsyncGenerator<Buffer, void> | null> {
  const content = await store.open(key);
  return content && pieces(content);
}

async function* pieces(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
  yield* stream;
}

/** Puts a file in its place, by way of the folder: a bucket wants to know how large it is. */
export async function placeObject(
  store: FileStore,
  folder: string,
  key: string,
  content: AsyncIterable<Buffer>,
): Promise<void> {
  await placeFile(folder, key, content);
  await store.keep(join(folder, key), key);
}

/** Removes everything that is not among what is to be kept. */
export async function removeOtherObjects(store: FileStore, keep: ReadonlySet<string>): Promise<void> {
  for (const key of await listKeys(store)) if (!keep.has(key)) await store.remove(key);
}
