import { mkdir, readdir, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { estimateBackup } from '../backup/estimate-backup.ts';
import { type BackupSource, makeBackup } from '../backup/make-backup.ts';
import { checkEntries, openBackup } from '../backup/read-backup.ts';
import { explainError } from '../cli/explain.ts';
import { nearestFolder } from '../config/nearest-folder.ts';
import { exitCodes, OperatorError } from '../config/operator-error.ts';
import { secretOf } from '../config/secret.ts';
import type { Settings } from '../config/settings.ts';
import { readVersion } from '../config/version.ts';
import type { DatabaseSource } from '../db/connect.ts';
import { storeOf } from '../files/file-keeper.ts';

/** Where the backups go that are made before upgrades, how many of them stay, and what is backed up. */
export interface UpgradeBackups extends Omit<BackupSource, 'secret'> {
  /** What signs sessions; made only when it is asked for. */
  readonly secret: () => string;
  readonly folder: string;
  /** 0: none is made. */
  readonly keep: number;
}

/** What a backup before an upgrade is made of and where it goes, by the settings. */
export function upgradeBackupsOf(settings: Settings, connection: DatabaseSource['connection']): UpgradeBackups {
  return {
    ...{ connection, folder: join(settings.DATA_DIR, 'backups'), keep: settings.UPGRADE_BACKUPS },
    filesFolder: join(settings.DATA_DIR, 'files'),
    ...storeOf(settings),
    secret: () => secretOf(settings),
    key: settings.BACKUP_KEY,
  };
}

export function backsUp({ keep }: UpgradeBackups): boolean {
  return keep > 0;
}

const ours = /^before-upgrade-\d{4}-\d{2}-\d{2}T\d{6}Z-.*\.backup$/;

/**
 * Backs everything up as it is before an upgrade from version `from` (null: one that did not write it down), reads the file
 * again to its end, and removes the oldest beyond those that are kept. Answers its path.
 * @throws {OperatorError} when it can not be had: then nothing may be upgraded.
 */
export async function backUpBeforeUpgrade(backups: UpgradeBackups, from: string | null, now: Date): Promise<string> {
  const path = join(backups.folder, nameOf(from, now));
  try {
    await mkdir(backups.folder, { recursive: true, mode: 0o700 });
    await removeUnfinished(backups);
    const { needed, free, fits } = await measureRoom(backups);
    if (!fits) throw noRoom(backups.folder, needed, free);
    await makeBackup({ ...backups, secret: backups.secret() }, path);
    await checkEntries(await openBackup(path, backups.key));
  } catch (error) {
    await rm(path, { force: true }).catch(() => undefined);
    throw stopped(error);
  }
  await removeOldest(backups);
  return path;
}

export interface Room {
  /** Bytes the backup may take at most, as far as can be told. */
  readonly needed: number;
  readonly free: number;
  readonly fits: boolean;
}

/** Left to whatever else writes to the disk, such as the database itself. */
const reserve = 200_000_000;

/** Whether the folder's disk takes a backup; the folder need not be there yet. */
export async function measureRoom(backups: UpgradeBackups): Promise<Room> {
  const needed = await estimateBackup(backups);
  const { bavail, bsize } = await statfs(nearestFolder(backups.folder));
  const free = bavail * bsize;
  return { needed, free, fits: needed + reserve <= free };
}

/** By date first, so that their names are in order; the versions tell which program reads it, and which one came then. */
function nameOf(from: string | null, now: Date): string {
  const at = now.toISOString().slice(0, 19).replaceAll(':', '');
  return `before-upgrade-${at}Z-${from ?? 'earlier'}-to-${readVersion()}.backup`;
}

/** What a process that was killed left: only one upgrades at a time, so nobody is writing it. */
async function removeUnfinished({ folder }: UpgradeBackups): Promise<void> {
  const parts = (await readdir(folder)).filter((name) => name.endsWith('.part') && ours.test(name.slice(0, -5)));
  for (const name of parts) await rm(join(folder, name), { force: true });
}

async function removeOldest({ folder, keep }: UpgradeBackups): Promise<void> {
  const there = (await readdir(folder)).filter((name) => ours.test(name)).sort();
  for (const name of there.slice(0, Math.max(there.length - keep, 0))) await rm(join(folder, name), { force: true });
}

function noRoom(folder: string, needed: number, free: number): OperatorError {
  const [wanted, there] = [needed + reserve, free].map((bytes) => `${Math.ceil(bytes / 1e6)} MB`);
  return new OperatorError(exitCodes.diskFull, `it wants ${wanted} of room in ${folder}, and there are ${there}.`);
}

function stopped(error: unknown): OperatorError {
  const { exitCode, message } = explainError(error);
  return new OperatorError(
    exitCode === 1 ? exitCodes.software : exitCode,
    `No backup before the upgrade, so nothing was changed: ${message} Mend that, or set UPGRADE_BACKUPS=0 to go without.`,
    { cause: error },
  );
}
