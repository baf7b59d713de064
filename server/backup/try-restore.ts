import { mkdir, statfs } from 'node:fs/promises';
import type { Log } from '../config/log.ts';
import { exitCodes, OperatorError } from '../config/operator-error.ts';
import type { DatabaseSource } from '../db/connect.ts';
import type { Database, Queryable, WorkspaceAddress } from '../db/database.ts';
import { provisionDatabase } from '../db/embedded/login-role.ts';
import { startTemporaryPostgres } from '../db/embedded/temporary.ts';
import { openDatabase } from '../db/open.ts';
import type { Registry } from '../metadata/registry.ts';
import { checkSeals } from '../seals/check-seals.ts';
import { readSeals } from '../seals/seal.repository.ts';
import { aloneInBackups } from './backup-lock.ts';
import { shelfOf } from './backup-shelf.ts';
import { type BackupTrial, noteTrial } from './backup-watch.repository.ts';
import { estimateBackup } from './estimate-backup.ts';
import type { Manifest } from './manifest.ts';
import { type BackupFile, openBackup } from './read-backup.ts';
import { restoreBackup } from './restore-backup.ts';
import type { BackupSchedule } from './scheduled-backups.ts';

export interface TrialSource {
  readonly schedule: BackupSchedule;
  /** The installation the backup is of. */
  readonly database: Pick<Database, 'control' | 'workspace'>;
  readonly registry: Registry;
  readonly log: Log;
  /** Breaks the trial off: then nothing is noted, and nothing of it stays. */
  readonly signal: AbortSignal;
}

/**
 * Restores the newest backup into a PostgreSQL of its own that is thrown away afterwards, compares what is there with what was written down and with the
 * chain over the change log here, and notes what came of it. Null where there is no backup, another process tries one, or it was broken off.
 */
export async function tryRestore(source: TrialSource): Promise<Omit<BackupTrial, 'at'> | null> {
  const { schedule, database, signal } = source;
  const file = (await shelfOf(schedule).list()).at(-1);
  if (!file) return null;
  return aloneInBackups(schedule.connection, 'trying', async () => {
    const begun = performance.now();
    const tried = await tryOne(source, file).catch((error: unknown) => ({
      ...{ madeAt: null, rows: 0, fault: error instanceof Error ? error.message : String(error) },
    }));
    if (signal.aborted) return null;
    const trial = { file, ...tried, seconds: Math.round((performance.now() - begun) / 1000) };
    await noteTrial(database.control, trial);
    return trial;
  });
}

type Tried = Pick<BackupTrial, 'madeAt' | 'rows' | 'fault'>;

async function tryOne(source: TrialSource, name: string): Promise<Tried> {
  const { schedule } = source;
  await mkdir(schedule.folder, { recursive: true, mode: 0o700 });
  await checkRoom(schedule);
  const { path, clear } = await shelfOf(schedule).bring(name);
  try {
    const file = await openBackup(path, schedule.key);
    if (schedule.key && !file.isSealed)
      throw new OperatorError(exitCodes.badData, `${name} is not sealed, although BACKUP_KEY is set.`);
    return await restoreAside(source, file);
  } finally {
    await clear();
  }
}

/** A restore takes about what the tables take, and its log as much again. */
async function checkRoom({ folder, connection, filesFolder }: BackupSchedule): Promise<void> {
  const needed = 4 * (await estimateBackup({ connection, filesFolder, store: noFiles })) + 300_000_000;
  const { bavail, bsize } = await statfs(folder);
  if (needed <= bavail * bsize) return;
  const [wanted, free] = [needed, bavail * bsize].map((bytes) => `${Math.ceil(bytes / 1e6)} MB`);
  throw new OperatorError(
    exitCodes.diskFull,
    `A trial restore wants ${wanted} of room in ${folder}, and there are ${free}.`,
  );
}

/** Files are read through and compared with their sums; they are put nowhere. */
const noFiles = {
  keep: async () => undefined,
  open: async () => null,
  async *list() {},
  remove: async () => undefined,
};

async function restoreAside(
  { schedule, database, registry, log, signal }: TrialSource,
  file: BackupFile,
): Promise<Tried> {
  const settings = { max_locks_per_transaction: '1024', max_connections: '20' };
  const postgres = await startTemporaryPostgres({ parent: schedule.folder, settings });
  const stop = () => void postgres.stop();
  signal.addEventListener('abort', stop);
  try {
    signal.throwIfAborted();
    const connection = await provisionDatabase(postgres);
    const target = { connection, registry, filesFolder: schedule.folder, replace: false, log, say: () => undefined };
    const { rows } = await restoreBackup({ ...target, place: readThrough }, file);
    const fault = await compare(connection, database, file.manifest);
    return { madeAt: file.manifest.madeAt, rows, fault };
  } finally {
    signal.removeEventListener('abort', stop);
    await postgres.stop();
  }
}

async function readThrough(_path: string, content: AsyncIterable<Buffer>): Promise<void> {
  for await (const _piece of content);
}

/** What of the restored is not as it was written down; null where all of it is. */
async function compare(
  connection: DatabaseSource['connection'],
  here: TrialSource['database'],
  { schemas }: Manifest,
): Promise<string | null> {
  const restored = await openDatabase({ connection, migrate: false });
  try {
    for (const { workspace, tables } of schemas) {
      const db = workspace ? restored.workspace(workspace) : restored.control;
      for (const table of tables) {
        const rows = await countRows(db, table.name);
        if (rows !== table.rows) return `${table.name} has ${rows} rows instead of ${table.rows}`;
      }
      const fault = workspace && (await compareChains(db, here, workspace));
      if (fault) return fault;
    }
    return null;
  } finally {
    await restored.close();
  }
}

async function countRows(db: Queryable, table: string): Promise<number> {
  const [row] = await db.query<{ count: number }>({
    text: `select count(*)::double precision as count from "${table}"`,
  });
  return row?.count ?? 0;
}

/** The chain of the backup holds, and is the beginning of the one here: of another installation, or of one whose past was rewritten, it is not. */
async function compareChains(
  db: Queryable,
  here: TrialSource['database'],
  workspace: WorkspaceAddress & { readonly name: string },
): Promise<string | null> {
  const { faults, head } = await checkSeals(db);
  if (faults.length > 0) return `the change log of "${workspace.name}" is not what was sealed`;
  if (!head) return null;
  const [there] = await here.control.query({
    text: 'select from workspace where schema = $1',
    values: [workspace.schema],
  });
  // A workspace that was given up since has no chain to compare with.
  if (!there) return null;
  const [seal] = await readSeals(here.workspace(workspace), String(BigInt(head.number) - 1n), 1);
  return seal?.number === head.number && seal.hash === head.hash
    ? null
    : `the chain over the change log of "${workspace.name}" is not the one here`;
}
