import { join } from 'node:path';
import type { Settings } from '../config/settings.ts';
import type { Context } from '../context.ts';
import type { FileKeeper, FileStore } from './file-store.ts';
import { createFolderStore } from './folder-store.ts';
import { createS3Store } from './s3-store.ts';

/** Where this installation keeps files: in the bucket that is set, else in DATA_DIR. */
export function createFileKeeper(settings: Settings): FileKeeper {
  return {
    store: createFileStore(settings),
    stagingFolder: join(settings.DATA_DIR, 'uploads'),
    maxBytes: settings.FILE_LIMIT * 1_000_000,
  };
}

/** The store to hand to backups: absent where files lie in DATA_DIR. */
export function storeOf(settings: Settings): { readonly store?: FileStore } {
  return settings.S3_BUCKET ? { store: createFileStore(settings) } : {};
}

function createFileStore(settings: Settings): FileStore {
  const { S3_BUCKET, S3_ENDPOINT, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = settings;
  if (!S3_BUCKET) return createFolderStore(join(settings.DATA_DIR, 'files'));
  return createS3Store({
    ...(S3_ENDPOINT ? { endpoint: S3_ENDPOINT } : {}),
    ...{ region: S3_REGION, bucket: S3_BUCKET },
    ...{ accessKeyId: S3_ACCESS_KEY_ID ?? '', secretAccessKey: S3_SECRET_ACCESS_KEY ?? '' },
  });
}

/** The keeper of a context; jobs and requests always have one. */
export function keeperOf(ctx: Context): FileKeeper {
  if (!ctx.files) throw new Error('This context keeps no files');
  return ctx.files;
}

/** Content lies by workspace: what one gives up is never another's. */
export function keyOf(ctx: Context, hash: string): string {
  return `${ctx.workspace.id}/${hash.slice(0, 2)}/${hash}`;
}
