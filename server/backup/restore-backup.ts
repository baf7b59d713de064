import { authMigrations } from '../auth/auth-schema.ts';
import { listWorkspaces, lockSetUp } from '../auth/workspace.repository.ts';
import type { Log } from '../config/log.ts';
import { exitCodes, OperatorError } from '../config/operator-error.ts';
import { readVersion } from '../config/version.ts';
import type { DatabaseSource } from '../db/connect.ts';
import { listSteps, listUnknownSteps } from '../db/control-schema.ts';
import { openDatabase } from '../db/open.ts';
import { dropWorkspace } from '../db/provision.ts';
import { WholeTransaction } from '../db/whole-transaction.ts';
import type { FileStore } from '../files/file-store.ts';
import { restoreJobs } from '../jobs/waiting-jobs.ts';
import { isWorkerAlive } from '../jobs/worker-presence.ts';
import { prepareJobs } from '../jobs/worker-schema.ts';
import type { Registry } from '../metadata/registry.ts';
import { newerDatabase } from '../metadata/schema-state.ts';
import { EntryQueue } from './entry-queue.ts';
import type { Manifest } from './manifest.ts';
import type { BackupFile } from './read-backup.ts';
import { restoreSchema } from './restore-schema.ts';
import { placeFile, removeOthers } from './stored-files.ts';
import { placeObject, removeOtherObjects } from './stored-objects.ts';

export interface RestoreTarget {
  readonly connection: DatabaseSource['connection'];
  readonly registry: Registry;
  /** The folder of attached files; made when there is something to put in it. */
  readonly filesFolder: string;
  /** Where files go, if in no folder; then the folder is only passed through. */
  readonly store?: FileStore;
  /** Where a file goes instead, which is read to its end. */
  readonly place?: (path: string, content: AsyncIterable<Buffer>) => Promise<void>;
  /** Whether workspaces that are there are given up. */
  readonly replace: boolean;
  readonly log: Log;
  /** Tells what is going on. */
  readonly say: (line: string) => void;
}

export interface Restored {
  readonly workspaces: readonly string[];
  readonly rows: number;
  readonly files: number;
  /** What signed sessions there; null when the backup was made without. */
  readonly secret: string | null;
}

/**
 * Puts what a backup holds into an installation without workspaces, in one transaction: until it commits, nothing is
 * there, however it ends. Throws OperatorError for an installation in use and for a backup of a newer Rapport.
 */
export async function restoreBackup(target: RestoreTarget, file: BackupFile): Promise<Restored> {
  await prepare(target);
  const tx = await WholeTransaction.begin(target.connection);
  const entries = new EntryQueue(file.entries());
  try {
    await makeRoom(target, tx, file.manifest);
    const secret = await restoreEverything(target, tx, file.manifest, entries);
    await tx.commit();
    if (target.replace) {
      const kept = new Set(file.manifest.files.map(({ path }) => path));
      await (target.store ? removeOtherObjects(target.store, kept) : removeOthers(target.filesFolder, kept));
    }
    return summarise(file.manifest, secret);
  } catch (error) {
    throw explain(error);
  } finally {
    tx.rollback();
    await entries.close();
  }
}

/** Brings the database itself up to date, and makes sure that no server is using it. */
async function prepare({ connection, log }: RestoreTarget): Promise<void> {
  const database = await openDatabase({ connection, log, controlMigrations: authMigrations });
  try {
    // What a newer one added to the accounts would stay, and this one would not start on it.
    const [unknown] = await listUnknownSteps(database.control, authMigrations);
    if (unknown) throw newerDatabase(unknown);
    if (await isWorkerAlive(database.control)) {
      throw new OperatorError(exitCodes.busy, 'A Rapport runs on this database: stop it before you restore.');
    }
    await prepareJobs(database, log);
  } finally {
    await database.close();
  }
}

async function makeRoom(target: RestoreTarget, tx: WholeTransaction, { controlSteps, product }: Manifest) {
  const known = await listSteps(tx.control);
  if (controlSteps.some((step) => !known.includes(step))) {
    throw new OperatorError(
      exitCodes.badData,
      `The backup was made by Rapport ${product}, which is newer than this one (${readVersion()}): restore it with that version.`,
    );
  }
  await tx.control.transaction(lockSetUp);
  const present = await listWorkspaces(tx.control);
  if (present.length > 0 && !target.replace) {
    const names = present.map(({ name }) => `"${name}"`).join(', ');
    throw new OperatorError(
      exitCodes.usage,
      `There are workspaces here (${names}), and a restore would take their place: say --replace to give them up, or set DATA_DIR to an empty folder.`,
    );
  }
  for (const workspace of present) await dropWorkspace(tx.control, tx.workspace(workspace), workspace);
}

async function restoreEverything(
  target: RestoreTarget,
  tx: WholeTransaction,
  manifest: Manifest,
  entries: EntryQueue,
): Promise<string | null> {
  await tx.control.query({ text: "set local maintenance_work_mem = '256MB'" });
  for (const schema of manifest.schemas) {
    if (schema.workspace) target.say(`Restoring "${schema.workspace.name}" ...`);
    await restoreSchema(target.registry, tx, schema, manifest.product, entries);
  }
  await restoreJobs(tx.control, async (copy) => {
    await entries.take({ kind: 'jobs', name: 'jobs' }, manifest.jobs, (content) => tx.copyIn(null, copy, content));
  });
  for (const stored of manifest.files) {
    await entries.take({ kind: 'file', name: stored.path }, stored, (content) => placeIn(target, stored.path, content));
  }
  return manifest.secret && entries.take({ kind: 'secret', name: 'secret' }, manifest.secret, readText);
}

function placeIn(
  { place, store, filesFolder }: RestoreTarget,
  path: string,
  content: AsyncIterable<Buffer>,
): Promise<void> {
  if (place) return place(path, content);
  return store ? placeObject(store, filesFolder, path, content) : placeFile(filesFolder, path, content);
}

async function readText(content: AsyncIterable<Buffer>): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of content) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

function summarise(manifest: Manifest, secret: string | null): Restored {
  const rows = manifest.schemas.flatMap(({ tables }) => tables).reduce((sum, table) => sum + table.rows, 0);
  const workspaces = manifest.schemas.flatMap(({ workspace }) => workspace?.name ?? []);
  return { workspaces, rows, files: manifest.files.length, secret };
}

function explain(error: unknown): unknown {
  if ((error as { code?: string }).code !== '53200') return error;
  return new OperatorError(
    exitCodes.unavailable,
    'PostgreSQL can not lock as many tables at once as the backup holds: raise its max_locks_per_transaction.',
    { cause: error },
  );
}
