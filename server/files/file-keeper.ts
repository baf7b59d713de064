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

/** The bucket of BACKUP_BUCKET, for what carries backups there: absent where they stay in their folder. */
export function backupBucketOf(settings: Settings): { readonly bucket?: FileStore } {
  const { BACKUP_BUCKET, BACKUP_S3_ENDPOINT, BACKUP_S3_REGION } = settings;
  if (!BACKUP_BUCKET) return {};
  const endpoint = BACKUP_S3_ENDPOINT ?? settings.S3_ENDPOINT;
  const bucket = createS3Store({
    ...(endpoint ? { endpoint } : {}),
    ...{ region: BACKUP_S3_REGION ?? settings.S3_REGION, bucket: BACKUP_BUCKET },
    accessKeyId: settings.BACKUP_S3_ACCESS_KEY_ID ?? settings.S3_ACCESS_KEY_ID ?? '',
    secretAccessKey: settings.BACKUP_S3_SECRET_ACCESS_KEY ?? settings.S3_SECRET_ACCESS_KEY ?? '',
  });
  return { bucket };
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
