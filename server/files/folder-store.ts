import { createReadStream } from 'node:fs';
import { copyFile, mkdir, open, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { listFiles } from '../backup/stored-files.ts';
import type { FileStore } from './file-store.ts';

/** Files in a folder of this machine, or of one that several machines share. */
export function createFolderStore(folder: string): FileStore {
  const pathOf = (key: string) => join(folder, plainKey(key));
  return {
    async keep(staged, key) {
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true });
      if (await isThere(path)) {
        // It counts as new again, so that nobody clears it away as left over.
        await utimes(path, new Date(), new Date());
        return rm(staged);
      }
      await moveInto(staged, path);
      await sync(dirname(path));
    },
    async open(key, range) {
      const path = pathOf(key);
      return (await isThere(path)) ? createReadStream(path, { ...range }) : null;
    },
    async *list(prefix) {
      const inside = prefix === undefined ? folder : pathOf(prefix);
      for (const path of await listFiles(inside)) {
        const found = await stat(join(inside, path)).catch(() => null);
        const key = prefix === undefined ? path : `${prefix}/${path}`;
        if (found) yield { key, keptAt: found.mtime, size: found.size };
      }
    },
    remove: (key) => rm(pathOf(key), { force: true }),
  };
}

/** Keys are made by us; one that leads out of the folder is none of them. */
function plainKey(key: string): string {
  if (!/^[\w-]+(\/[\w-]+)*$/.test(key)) throw new Error(`"${key}" is no key of a file`);
  return key;
}

async function isThere(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found?.isFile() ?? false;
}

/** Both may lie on disks of their own, where nothing can be renamed across. */
async function moveInto(staged: string, path: string): Promise<void> {
  try {
    await rename(staged, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    await copyFile(staged, `${path}.part`);
    await sync(`${path}.part`);
    await rename(`${path}.part`, path);
    await rm(staged);
  }
}

async function sync(path: string): Promise<void> {
  const handle = await open(path);
  await handle.sync().finally(() => handle.close());
}
