import { authMigrations } from '../auth/auth-schema.ts';
import type { Log } from '../config/log.ts';
import { exitCodes, OperatorError } from '../config/operator-error.ts';
import type { Settings } from '../config/settings.ts';
import type { DatabaseSource } from '../db/connect.ts';
import { migrateControl } from '../db/control-schema.ts';
import type { Database } from '../db/database.ts';
import { openDatabase } from '../db/open.ts';
import { WholeTransaction } from '../db/whole-transaction.ts';
import { migrateWorkspace } from '../metadata/migrate.ts';
import type { Registry } from '../metadata/registry.ts';
import { computeNewFields } from './compute-new-fields.ts';
import { changesStructure, findPending, isNothing, type Pending } from './pending.ts';
import { backsUp, backUpBeforeUpgrade, upgradeBackupsOf } from './upgrade-backups.ts';

export interface UpToDateOptions {
  readonly settings: Settings;
  readonly connection: DatabaseSource['connection'];
  readonly registry: Registry;
  readonly log: Log;
  /** Tells the person at the console what is going on. */
  readonly say: (line: string) => void;
  /** Mends what differs from what is declared, however it came to. */
  readonly thorough?: boolean;
}

/**
 * Opens the database and brings all of it up to date: looked at first, backed up, then the control schema and each
 * workspace in a transaction of its own. One process at a time; others wait, then find nothing to do.
 * @throws {OperatorError} before anything is changed, when it is that of a newer program, holds what only a reviewed
 * migration may change, or can not be backed up.
 */
export async function openUpToDate(options: UpToDateOptions): Promise<{ database: Database; done: Pending }> {
  const { connection, log } = options;
  const database = await openDatabase({ connection, log, migrate: false });
  try {
    const pending = await findPending(database, options.registry, options);
    const done = isNothing(pending) ? pending : await oneAtATime(options, () => upgrade(database, options));
    if (done === pending) await migrateControl(database.control, authMigrations);
    return { database, done };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Held by a transaction that does nothing else, so that PostgreSQL lets go of it however this process ends. */
async function oneAtATime<T>({ connection, say }: UpToDateOptions, work: () => Promise<T>): Promise<T> {
  const tx = await WholeTransaction.begin(connection);
  try {
    const key = "hashtext('rapport:upgrade')";
    const [row] = await tx.control.query<{ mine: boolean }>({
      text: `select pg_catalog.pg_try_advisory_xact_lock(${key}) as mine`,
    });
    if (!row?.mine) {
      say('Another Rapport is bringing the database up to date: waiting for it ...');
      await tx.control.query({ text: `select pg_catalog.pg_advisory_xact_lock(${key})` });
    }
    return await work();
  } finally {
    tx.rollback();
  }
}

async function upgrade(database: Database, options: UpToDateOptions): Promise<Pending> {
  const { settings, connection, registry, say } = options;
  const pending = await findPending(database, registry, options);
  refuse(pending);
  const backups = upgradeBackupsOf(settings, connection);
  if (pending.isSetUp && changesStructure(pending) && backsUp(backups)) {
    say('Backing everything up before the upgrade ...');
    say(`Backed up to ${await backUpBeforeUpgrade(backups, pending.from, new Date())}`);
  }
  await migrateControl(database.control, authMigrations);
  for (const { workspace } of pending.workspaces.filter(({ isCurrent }) => !isCurrent)) {
    if (pending.workspaces.length > 1) say(`Bringing "${workspace.name}" up to date ...`);
    const { statements } = await migrateWorkspace(database, workspace, registry, options).catch((error) => {
      throw explain(error, workspace.name);
    });
    await computeNewFields(database.workspace(workspace), registry, statements);
  }
  return pending;
}

/** All refusals of all workspaces, before the first of them is touched. */
function refuse({ workspaces }: Pending): void {
  const refused = workspaces.filter(({ refusals }) => refusals.length > 0);
  if (refused.length === 0) return;
  const reasons = refused.map(({ workspace, refusals }) => `"${workspace.name}": ${refusals.join('; ')}`);
  throw new OperatorError(
    exitCodes.software,
    `The database was left as it is, the schema needs a reviewed migration: ${reasons.join(' · ')}. Go on with the version you had until that is done; rapport migrate --plan shows all of it.`,
  );
}

function explain(error: unknown, name: string): unknown {
  if ((error as { code?: string }).code !== '55P03') return error;
  return new OperatorError(
    exitCodes.busy,
    `"${name}" was left as it was: others have been working on its tables all the time. Stop the other servers of this database, then start again.`,
    { cause: error },
  );
}
