import { join } from 'node:path';
import type { Log } from '../config/log.ts';
import { secretOf } from '../config/secret.ts';
import type { Settings } from '../config/settings.ts';
import type { DatabaseSource } from '../db/connect.ts';
import type { Database } from '../db/database.ts';
import { backupBucketOf, storeOf } from '../files/file-keeper.ts';
import type { Registry } from '../metadata/registry.ts';
import { type BackupWishes, noteWishes, readBackupState, takeTurnToTell } from './backup-watch.repository.ts';
import { type BackupSchedule, backUpWhenDue } from './scheduled-backups.ts';
import { tryRestore } from './try-restore.ts';

/** Milliseconds between looks whether one is due; what failed is tried again by then. */
const interval = 10 * 60_000;
/** Milliseconds after the start of the first look: whoever starts the server wants it to answer first. */
const first = 30_000;
const day = 86_400_000;

/** Where backups are made that the server makes by itself. */
export function backupFolderOf({ BACKUP_DIR, DATA_DIR }: Pick<Settings, 'BACKUP_DIR' | 'DATA_DIR'>): string {
  return BACKUP_DIR ?? join(DATA_DIR, 'backups');
}

/** What looks after backups works with. */
export interface BackupGround {
  readonly settings: Settings;
  readonly connection: DatabaseSource['connection'];
  readonly database: Pick<Database, 'control' | 'workspace'>;
  readonly registry: Registry;
  readonly log: Log;
  /** Tells the owners of every workspace that backups need attention. */
  readonly tellOwners: () => Promise<void>;
  readonly times?: { readonly first: number; readonly interval: number };
}

/**
 * Has backups made as BACKUP_HOURS says, tried as BACKUP_TRIAL_DAYS says, and owners told when the newest is older than BACKUP_ALARM_HOURS; answers how
 * to stop. What is under way ends with the process: a backup is made anew by the next, of a trial nothing stays.
 */
export function startScheduledBackups(ground: BackupGround): () => Promise<void> {
  const { log, times = { first, interval } } = ground;
  const schedule = scheduleOf(ground);
  const ending = new AbortController();
  let timer: NodeJS.Timeout;
  let looking = Promise.resolve();
  const look = async () => {
    await backUp(schedule, log);
    if (!ending.signal.aborted) await tryAndTell(ground, schedule, ending.signal);
    if (!ending.signal.aborted) timer = setTimeout(begin, times.interval).unref();
  };
  const begin = () => {
    looking = look();
  };
  timer = setTimeout(begin, times.first).unref();
  return async () => {
    clearTimeout(timer);
    ending.abort();
    // A trial has its own PostgreSQL to end; a backup need not be waited for.
    await Promise.race([looking, new Promise((resolve) => setTimeout(resolve, 5_000).unref())]);
  };
}

async function backUp(schedule: BackupSchedule, log: Log): Promise<void> {
  try {
    const file = await backUpWhenDue(schedule, new Date());
    if (file) log.info({ file }, 'Backed up, and read the backup again');
  } catch (error) {
    log.error({ err: error }, 'The scheduled backup failed; it is tried again in ten minutes');
  }
}

async function tryAndTell(ground: BackupGround, schedule: BackupSchedule, signal: AbortSignal): Promise<void> {
  const { database, log } = ground;
  try {
    const wishes = wishesOf(ground.settings);
    await noteWishes(database.control, wishes);
    if (await isTrialDue(ground, wishes)) {
      const trial = await tryRestore({ ...ground, schedule, signal });
      if (trial?.fault) log.error(trial, 'The trial restore failed');
      else if (trial) log.info(trial, 'Restored the newest backup in a trial, and found it whole');
    }
    const state = await readBackupState(database.control, new Date());
    if (!state?.isLate && !state?.trial?.fault) return;
    if (!(await takeTurnToTell(database.control, new Date()))) return;
    if (state.isLate) log.error({ last: state.last }, 'No good backup is as new as BACKUP_ALARM_HOURS wants it');
    await ground.tellOwners();
  } catch (error) {
    if (!signal.aborted) log.error({ err: error }, 'Looking after backups failed; it is tried again in ten minutes');
  }
}

/** A trial that failed is made again the next day. */
async function isTrialDue({ database }: BackupGround, { trialDays }: BackupWishes): Promise<boolean> {
  if (trialDays === 0) return false;
  const trial = (await readBackupState(database.control, new Date()))?.trial;
  if (!trial) return true;
  return Date.now() - Date.parse(trial.at) >= (trial.fault ? 1 : trialDays) * day;
}

function wishesOf({ BACKUP_HOURS, BACKUP_ALARM_HOURS, BACKUP_TRIAL_DAYS }: Settings): BackupWishes {
  return { hours: BACKUP_HOURS, alarmHours: BACKUP_ALARM_HOURS ?? BACKUP_HOURS * 2, trialDays: BACKUP_TRIAL_DAYS };
}

function scheduleOf({ settings, connection }: Pick<BackupGround, 'settings' | 'connection'>): BackupSchedule {
  return {
    ...{ connection, hours: settings.BACKUP_HOURS, keep: settings.BACKUPS_KEPT, key: settings.BACKUP_KEY },
    folder: backupFolderOf(settings),
    filesFolder: join(settings.DATA_DIR, 'files'),
    ...{ ...storeOf(settings), ...backupBucketOf(settings) },
    secret: () => secretOf(settings),
  };
}
