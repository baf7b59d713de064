import { join } from 'node:path';
import type { Log } from '../config/log.ts';
import { secretOf } from '../config/secret.ts';
import type { Settings } from '../config/settings.ts';
import type { DatabaseSource } from '../db/connect.ts';
import { backupBucketOf, storeOf } from '../files/file-keeper.ts';
import { type BackupSchedule, backUpWhenDue } from './scheduled-backups.ts';

/** Milliseconds between looks whether one is due; what failed is tried again by then. */
const interval = 10 * 60_000;
/** Milliseconds after the start of the first look: whoever starts the server wants it to answer first. */
const first = 30_000;

/** Where backups are made that the server makes by itself. */
export function backupFolderOf({ BACKUP_DIR, DATA_DIR }: Pick<Settings, 'BACKUP_DIR' | 'DATA_DIR'>): string {
  return BACKUP_DIR ?? join(DATA_DIR, 'backups');
}

/** What backups the settings ask for, and where they are. */
export function scheduleOf(settings: Settings, connection: DatabaseSource['connection']): BackupSchedule {
  return {
    ...{ connection, hours: settings.BACKUP_HOURS, keep: settings.BACKUPS_KEPT, key: settings.BACKUP_KEY },
    folder: backupFolderOf(settings),
    filesFolder: join(settings.DATA_DIR, 'files'),
    ...{ ...storeOf(settings), ...backupBucketOf(settings) },
    secret: () => secretOf(settings),
  };
}

/** Has backups made as BACKUP_HOURS says; answers how to stop. One under way ends with the process and is made anew by the next. */
export function startScheduledBackups(
  settings: Settings,
  connection: DatabaseSource['connection'],
  log: Log,
  times = { first, interval },
): () => Promise<void> {
  if (settings.BACKUP_HOURS === 0) return async () => undefined;
  const schedule = scheduleOf(settings, connection);
  let timer: NodeJS.Timeout;
  const look = async () => {
    try {
      const file = await backUpWhenDue(schedule, new Date());
      if (file) log.info({ file }, 'Backed up, and read the backup again');
    } catch (error) {
      log.error({ err: error }, 'The scheduled backup failed; it is tried again in ten minutes');
    }
    timer = setTimeout(look, times.interval).unref();
  };
  timer = setTimeout(look, times.first).unref();
  return async () => clearTimeout(timer);
}
