import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, rmSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { exitCodes, OperatorError } from '../config/operator-error.ts';
import type { FileStore } from '../files/file-store.ts';

/** Where backups stay that the server makes by itself: in the folder they are made in, or in a bucket they are carried to from there. */
export interface BackupShelf {
  /** The names of those there, oldest first. */
  list(): Promise<readonly string[]>;
  /** Puts one there that lies in the folder; where it is carried, it is read there again to its end. Answers where it is now. */
  keep(name: string, sha256: string): Promise<string>;
  remove(name: string): Promise<void>;
  /** Has one lie in the folder, to be read; answers its path, and how to clear up afterwards. */
  bring(name: string): Promise<{ readonly path: string; clear(): Promise<void> }>;
}

const ours = /^scheduled-\d{4}-\d{2}-\d{2}T\d{6}Z\.backup$/;

export function shelfOf({ folder, bucket }: { readonly folder: string; readonly bucket?: FileStore }): BackupShelf {
  return bucket ? bucketShelf(folder, bucket) : folderShelf(folder);
}

function folderShelf(folder: string): BackupShelf {
  return {
    list: async () => (existsSync(folder) ? (await readdir(folder)).filter((name) => ours.test(name)).sort() : []),
    keep: async (name) => join(folder, name),
    remove: (name) => rm(join(folder, name), { force: true }),
    bring: async (name) => ({ path: join(folder, name), clear: async () => undefined }),
  };
}

function bucketShelf(folder: string, bucket: FileStore): BackupShelf {
  return {
    async list() {
      const names: string[] = [];
      for await (const { key } of bucket.list('scheduled-')) if (ours.test(key)) names.push(key);
      return names.sort();
    },
    async keep(name, sha256) {
      await bucket.keep(join(folder, name), name);
      if ((await hashIn(bucket, name)) === sha256) return `${name} in the bucket`;
      await bucket.remove(name);
      throw new OperatorError(exitCodes.badData, `The bucket did not keep ${name} as it was written.`);
    },
    remove: (name) => bucket.remove(name),
    async bring(name) {
      const content = await bucket.open(name);
      if (!content) throw new OperatorError(exitCodes.noInput, `There is no ${name} in the bucket of BACKUP_BUCKET.`);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const path = join(folder, `${basename(name)}.fetched`);
      const onExit = () => rmSync(path, { force: true });
      process.once('exit', onExit);
      const clear = async () => {
        process.off('exit', onExit);
        await rm(path, { force: true });
      };
      try {
        await pipeline(content, createWriteStream(path, { mode: 0o600 }));
      } catch (error) {
        await clear();
        throw error;
      }
      return { path, clear };
    },
  };
}

async function hashIn(bucket: FileStore, name: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of (await bucket.open(name)) ?? []) hash.update(piece);
  return hash.digest('hex');
}
