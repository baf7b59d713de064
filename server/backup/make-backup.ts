import { listWorkspaces } from '../auth/workspace.repository.ts';
import { findFirstChange } from '../changes/partitions.ts';
import { exitCodes, OperatorError } from '../config/operator-error.ts';
import { readVersion } from '../config/version.ts';
import type { Workspace } from '../context.ts';
import type { DatabaseSource } from '../db/connect.ts';
import { listSteps } from '../db/control-schema.ts';
import type { Queryable } from '../db/database.ts';
import { copyOutText, listSequences, listTables, type StoredTable } from '../db/schema-content.ts';
import { type CopyResult, WholeTransaction } from '../db/whole-transaction.ts';
import type { FileStore } from '../files/file-store.ts';
import { findWaitingJobs } from '../jobs/waiting-jobs.ts';
import { readAdditions } from '../metadata/custom-noun.repository.ts';
import { logBackup } from './backup-log.repository.ts';
import { writeEntry } from './frames.ts';
import { type Manifest, type SchemaManifest, type TableManifest, tableEntry } from './manifest.ts';
import { listFiles, readStoredFile } from './stored-files.ts';
import { listKeys, readObject } from './stored-objects.ts';
import { isMadeAnew } from './tables-made-anew.ts';
import { type WrittenBackup, writeBackup } from './write-backup.ts';

export interface BackupSource {
  readonly connection: DatabaseSource['connection'];
  /** The folder of attached files; need not be there. */
  readonly filesFolder: string;
  /** Where files are, if in no folder. */
  readonly store?: FileStore;
  /** What signs sessions; null to leave it out. */
  readonly secret: string | null;
  /** What the file is sealed with; absent to leave it open. */
  readonly key?: string | undefined;
}

type Pieces<R> = AsyncGenerator<Buffer, R>;

/**
 * Writes everything of the installation as it is at one moment to a new file, while the server may go on, and notes it. Throws
 * OperatorError when there is nothing to back up, no room, or a file of this name already.
 */
export async function makeBackup(source: BackupSource, path: string): Promise<WrittenBackup> {
  const written = await writeWhole(source, path);
  await noteBackup(source, path, written);
  return written;
}

/** As `makeBackup`, for whoever notes it once it was looked at. */
export async function writeWhole(source: BackupSource, path: string): Promise<WrittenBackup> {
  const main = await WholeTransaction.begin(source.connection, { readOnly: true });
  try {
    const workspaces = await listThere(main.control);
    const written = await writeBackup(path, () => writeEverything(source, main, workspaces), source.key);
    await main.commit();
    return written;
  } finally {
    main.rollback();
  }
}

async function listThere(control: Queryable): Promise<readonly Workspace[]> {
  const [found] = await control.query<{ there: boolean }>({
    text: `select to_regclass('workspace') is not null as there`,
  });
  const workspaces = found?.there ? await listWorkspaces(control) : [];
  if (workspaces.length > 0) return workspaces;
  throw new OperatorError(
    exitCodes.unavailable,
    'There is nothing to back up: no workspace has been set up here. Are DATA_DIR and DATABASE_URL those of your installation?',
  );
}

/** Notes where a backup is that can be restored. */
export async function noteBackup(
  { connection }: Pick<BackupSource, 'connection'>,
  file: string,
  { bytes, sha256 }: WrittenBackup,
): Promise<void> {
  const tx = await WholeTransaction.begin(connection);
  try {
    await logBackup(tx.control, { file, bytes, sha256 });
    await tx.commit();
  } finally {
    tx.rollback();
  }
}

async function* writeEverything(
  source: BackupSource,
  main: WholeTransaction,
  workspaces: readonly Workspace[],
): Pieces<Manifest> {
  const [moment] = await main.control.query<{ snapshot: string; at: string; version: number }>({
    text: `select pg_export_snapshot() as snapshot, now() as at, current_setting('server_version_num')::int as version`,
  });
  if (!moment) throw new Error('The database did not say what moment it is');
  const schemas = [yield* writeSchema(main, null)];
  for (const workspace of workspaces) schemas.push(yield* writeWorkspace(source, moment.snapshot, workspace));
  return {
    product: readVersion(),
    madeAt: moment.at,
    postgres: moment.version,
    controlSteps: await listSteps(main.control),
    schemas,
    jobs: yield* writeJobs(main),
    files: yield* writeFiles(source),
    secret: source.secret === null ? null : yield* writeSecret(source.secret),
  };
}

/** In a transaction of its own that sees the same moment: locks are kept no longer than a workspace takes. */
async function* writeWorkspace(source: BackupSource, snapshot: string, workspace: Workspace): Pieces<SchemaManifest> {
  const tx = await WholeTransaction.begin(source.connection, { readOnly: true, snapshot });
  try {
    const written = yield* writeSchema(tx, workspace);
    await tx.commit();
    return written;
  } finally {
    tx.rollback();
  }
}

async function* writeSchema(tx: WholeTransaction, workspace: Workspace | null): Pieces<SchemaManifest> {
  const db = workspace ? tx.workspace(workspace) : tx.control;
  const tables: TableManifest[] = [];
  for (const table of await listTables(db)) {
    if (!isMadeAnew(table.name)) tables.push(yield* writeTable(tx, workspace?.schema ?? null, table));
  }
  const added = workspace ? await readAdditions(db) : { nouns: [], fields: [] };
  return {
    workspace: workspace && { id: workspace.id, schema: workspace.schema, name: workspace.name },
    sequences: await listSequences(db),
    tables,
    firstChange: workspace && (await findFirstChange(db)),
    ...{ customFields: [...added.fields], customNouns: [...added.nouns] },
  };
}

async function* writeTable(tx: WholeTransaction, schema: string | null, table: StoredTable): Pieces<TableManifest> {
  const content = tx.copyOut(schema, copyOutText(table));
  const { sum, result } = yield* writeEntry(tableEntry(schema, table.name), content);
  return { name: table.name, columns: [...table.columns], rows: result.rows, ...sum };
}

async function* writeJobs(tx: WholeTransaction): Pieces<Manifest['jobs']> {
  const copy = await findWaitingJobs(tx.control);
  const content = copy ? tx.copyOut(null, copy) : nothing();
  const { sum, result } = yield* writeEntry({ kind: 'jobs', name: 'jobs' }, content);
  return { rows: result.rows, ...sum };
}

// biome-ignore lint/correctness/useYield: it gives no bytes, and still is a source of them.
async function* nothing(): Pieces<CopyResult> {
  return { rows: 0 };
}

async function* writeFiles({ filesFolder, store }: BackupSource): Pieces<Manifest['files']> {
  const files: Manifest['files'] = [];
  const paths = store ? await listKeys(store) : await listFiles(filesFolder);
  for (const path of paths) {
    const content = store ? await readObject(store, path) : await readStoredFile(filesFolder, path);
    if (!content) continue;
    const { sum } = yield* writeEntry({ kind: 'file', name: path }, content);
    files.push({ path, ...sum });
  }
  return files;
}

async function* writeSecret(secret: string): Pieces<Manifest['secret']> {
  const text = async function* () {
    yield Buffer.from(secret);
  };
  return (yield* writeEntry({ kind: 'secret', name: 'secret' }, text())).sum;
}
