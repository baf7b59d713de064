import { Pool, type PoolConfig } from 'pg';
import type { Log } from '../config/log.ts';
import { checkServer } from './check-server.ts';
import { type ControlMigration, migrateControl } from './control-schema.ts';
import type { Database, WorkspaceAddress } from './database.ts';
import { warnUnlessHardened } from './harden.ts';
import { ConnectionPool } from './pool.ts';
import { createWorkspace, dropWorkspace } from './provision.ts';
import { createQueryable } from './queryable.ts';
import { controlSchema, quoteWorkspace, sessionConfig } from './session.ts';

export interface OpenOptions {
  /** A role without superuser, NOINHERIT, CREATEROLE, that may create schemas in the database. */
  readonly connection: PoolConfig;
  readonly log?: Log;
  /** For workspaces; the control schema has a few of its own besides. Default 20. */
  readonly maxConnections?: number;
  /** Milliseconds until a statement is cancelled; default 30 s, 0 for never. */
  readonly statementTimeout?: number;
  /** Milliseconds to wait for a free connection; default 30 s. */
  readonly acquireTimeout?: number;
  /** Steps of the control schema besides its own (sign-in). */
  readonly controlMigrations?: readonly ControlMigration[];
  /** False leaves the control schema as it is, there or not; default true. */
  readonly migrate?: boolean;
}

const maxControlConnections = 5;
const maxLibraryConnections = 8;
const idleTimeout = 60_000;
const idleInTransactionTimeout = 60_000;

/**
 * Opens the database and brings the control schema up to date. Throws OperatorError with one clear line when the server
 * can not be reached, is too old, or the role has too many or too few rights.
 */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  const { connection, log, acquireTimeout = 30_000, statementTimeout = 30_000, maxConnections = 20 } = options;
  const version = await checkServer(connection);
  const settings = { statementTimeout, idleInTransactionTimeout };
  const controlConfig = sessionConfig(connection, settings, controlSchema);
  const poolOf = (config: PoolConfig, max: number) => new ConnectionPool({ config, max, acquireTimeout, idleTimeout });
  const controlConnections = poolOf(controlConfig, maxControlConnections);
  const workspaceConnections = poolOf(sessionConfig(connection, settings, 'pg_catalog'), maxConnections);
  const controlPool = createLibraryPool(controlConfig, log);
  const control = createQueryable(controlConnections, null, log);
  const workspace = ({ schema }: WorkspaceAddress) => {
    quoteWorkspace(schema);
    return createQueryable(workspaceConnections, schema, log);
  };
  const close = once(async () => {
    await Promise.all([controlConnections.close(), workspaceConnections.close(), controlPool.end()]);
  });
  try {
    if (options.migrate !== false) await migrateControl(control, options.controlMigrations);
    if (log) await warnUnlessHardened(control, log);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    control,
    controlPool,
    workspace,
    createWorkspace: (address) => createWorkspace(control, version, address),
    dropWorkspace: async (address) => {
      await dropWorkspace(control, workspace(address), address);
      workspaceConnections.evict(address.schema);
    },
    close,
  };
}

/** A plain pool that outlives the loss of its connections, in use or not. */
function createLibraryPool(config: PoolConfig, log?: Log): Pool {
  const pool = new Pool({ ...config, max: maxLibraryConnections, idleTimeoutMillis: idleTimeout });
  const tell = (error: Error) => {
    // `end` does not wait for the server to have let go of each: one that ends meanwhile breaks off the rest.
    if (!pool.ending) log?.warn({ err: error }, 'A database connection was lost');
  };
  pool.on('error', tell);
  pool.on('connect', (client) => client.on('error', tell));
  return pool;
}

function once(act: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= act();
    return done;
  };
}
