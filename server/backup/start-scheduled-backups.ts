import { join } from 'node:path';
import type { Log } from '../config/log.ts';
import { secretOf } from '../config/secret.ts';
import type { Settings } from '../config/settings.ts';
import type { DatabaseSource } from '../db/connect.ts';
import { storeOf } from '../files/file-keeper.ts';
import { backUpWhenDue } from './scheduled-backups.ts';

/** Milliseconds between looks whether one is due; what failed is tried again by then. */
const interval = 10 * 60_000;
/** Milliseconds after the start of the first look: whoever starts the server wants it to answer first. */
const first = 30_000;

/** Has backups made as BACKUP_HOURS says; answers how to stop. One under way ends with the process and is made anew by the next. */
export function startScheduledBackups(
  settings: Settings,
  connection: DatabaseSource['connection'],
  log: Log,
): () => Promise<void> {
  if (settings.BACKUP_HOURS === 0) return async () => undefined;
  const schedule = {
    ...{ connection, hours: settings.BACKUP_HOURS, keep: settings.BACKUPS_KEPT },
    folder: settings.BACKUP_DIR ?? join(settings.DATA_DIR, 'backups'),
    filesFolder: join(settings.DATA_DIR, 'files'),
    ...storeOf(settings),
    secret: () => secretOf(settings),
  };
  let timer: NodeJS.Timeout;
  const look = async () => {
    try {
      const file = await backUpWhenDue(schedule, new Date());
      if (file) log.info({ file }, 'Backed up, and read the backup again');
    } catch (error) {
      log.error({ err: error }, 'The scheduled backup failed; it is tried again in ten minutes');
    }
    timer = setTimeout(look, interval).unref();
  };
  timer = setTimeout(look, first).unref();
  return async () => clearTimeout(timer);
}
