import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileStore } from '../files/file-store.ts';
import { aloneInBackups } from './backup-lock.ts';
import { type BackupShelf, shelfOf } from './backup-shelf.ts';
import { type BackupSource, noteBackup, writeWhole } from './make-backup.ts';
import { checkEntries, openBackup } from './read-backup.ts';

/** Backups that the server makes by itself. */
export interface BackupSchedule extends Omit<BackupSource, 'secret'> {
  /** What signs sessions; asked for when one is made. */
  readonly secret: () => string;
  readonly folder: string;
  /** Where they are carried from the folder; absent to have them stay there. */
  readonly bucket?: FileStore;
  /** From one to the next. 0: none is made. */
  readonly hours: number;
  /** How many of them stay. */
  readonly keep: number;
}

/**
 * Makes the backup of this span of hours unless there is one, reads it again to its end, carries it to where it stays, and removes the oldest beyond those
 * that are kept; one that can not be read is removed, and the error thrown. Of several processes one makes it at a time, and the next begins anew what
 * one that was killed left. Answers where the new one is; null where nothing was due.
 * @throws OperatorError as `makeBackup` and `checkEntries`.
 */
export async function backUpWhenDue(schedule: BackupSchedule, now: Date): Promise<string | null> {
  if (schedule.hours === 0) return null;
  const name = nameOf(schedule, now);
  const shelf = shelfOf(schedule);
  const isThere = async () => (await shelf.list()).includes(name);
  if (await isThere()) return null;
  return aloneInBackups(schedule.connection, 'making', async () =>
    (await isThere()) ? null : makeOne(schedule, shelf, name),
  );
}

async function makeOne(schedule: BackupSchedule, shelf: BackupShelf, name: string): Promise<string> {
  const { folder, keep, key } = schedule;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, name);
  // What a process left that was killed: nobody else is here.
  for (const left of [path, `${path}.part`]) await rm(left, { force: true });
  const written = await writeWhole({ ...schedule, secret: schedule.secret() }, path);
  const place = await checkAndKeep().catch(async (error) => {
    await rm(path, { force: true });
    throw error;
  });
  await noteBackup(schedule, place, written);
  await removeOldest(shelf, keep);
  return place;

  async function checkAndKeep(): Promise<string> {
    await checkEntries(await openBackup(path, key));
    return shelf.keep(name, written.sha256);
  }
}

/** Spans begin at midnight in Greenwich, or where the hours before have brought them. */
function nameOf({ hours }: BackupSchedule, now: Date): string {
  const span = hours * 3_600_000;
  const begun = new Date(Math.floor(now.getTime() / span) * span);
  return `scheduled-${begun.toISOString().slice(0, 19).replaceAll(':', '')}Z.backup`;
}

async function removeOldest(shelf: BackupShelf, keep: number): Promise<void> {
  const there = await shelf.list();
  for (const name of there.slice(0, Math.max(there.length - keep, 0))) await shelf.remove(name);
}
