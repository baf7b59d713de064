import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type BackupSource, makeBackup } from './make-backup.ts';
import { checkEntries, openBackup } from './read-backup.ts';

/** Backups that the server makes by itself. */
export interface BackupSchedule extends Omit<BackupSource, 'secret'> {
  /** What signs sessions; asked for when one is made. */
  readonly secret: () => string;
  readonly folder: string;
  /** From one to the next. 0: none is made. */
  readonly hours: number;
  /** How many of them stay. */
  readonly keep: number;
}

const ours = /^scheduled-\d{4}-\d{2}-\d{2}T\d{6}Z\.backup$/;
/** Milliseconds after which a part that nobody writes on any more was left by a process that was killed. */
const abandoned = 15 * 60_000;

/**
 * Makes the backup of this span of hours unless there is one, reads it again to its end, and removes the oldest beyond those that are kept; one that can not be
 * read is removed, and the error thrown. Of several processes with one folder one makes it: its name is the span's. Answers the new file; null where nothing was due.
 * @throws OperatorError as `makeBackup` and `checkEntries`.
 */
export async function backUpWhenDue(schedule: BackupSchedule, now: Date): Promise<string | null> {
  if (schedule.hours === 0) return null;
  const { folder } = schedule;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const name = nameOf(schedule, now);
  const there = await readdir(folder);
  if (there.includes(name) || (await isBeingWritten(join(folder, `${name}.part`), now))) return null;
  const path = join(folder, name);
  await makeBackup({ ...schedule, secret: schedule.secret() }, path);
  try {
    await checkEntries(await openBackup(path));
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  await removeOldest(schedule);
  return path;
}

/** Spans begin at midnight in Greenwich, or where the hours before have brought them. */
function nameOf({ hours }: BackupSchedule, now: Date): string {
  const span = hours * 3_600_000;
  const begun = new Date(Math.floor(now.getTime() / span) * span);
  return `scheduled-${begun.toISOString().slice(0, 19).replaceAll(':', '')}Z.backup`;
}

/** Removes a part that was left, so that it can be written anew. */
async function isBeingWritten(part: string, now: Date): Promise<boolean> {
  const found = await stat(part).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (!found) return false;
  if (now.getTime() - found.mtimeMs < abandoned) return true;
  await rm(part, { force: true });
  return false;
}

async function removeOldest({ folder, keep }: BackupSchedule): Promise<void> {
  const there = (await readdir(folder)).filter((name) => ours.test(name)).sort();
  for (const name of there.slice(0, Math.max(there.length - keep, 0))) await rm(join(folder, name), { force: true });
}
