import { authMigrations } from '../auth/auth-schema.ts';
import { listWorkspaces } from '../auth/workspace.repository.ts';
import { createLogger } from '../config/logger.ts';
import { exitCodes, OperatorError } from '../config/operator-error.ts';
import { readSettings } from '../config/settings.ts';
import { type Context, systemActor, type Workspace } from '../context.ts';
import { connectDatabase } from '../db/connect.ts';
import type { Database } from '../db/database.ts';
import { openDatabase } from '../db/open.ts';
import { migrateWorkspace } from '../metadata/migrate.ts';
import { createRegistry, type Registry } from '../metadata/registry.ts';
import { serverModules } from '../modules.ts';

/** What a command works on. */
export interface CliGround {
  readonly database: Database;
  readonly registry: Registry;
}

/**
 * Runs a command's work on the database, brought up to date: that of the running server where there is one, else one
 * started for as long as it takes.
 */
export async function openForCli<T>(work: (ground: CliGround) => Promise<T>): Promise<T> {
  const settings = readSettings();
  const log = createLogger('warn', (line) => void process.stderr.write(line));
  const source = await connectDatabase(settings, log);
  try {
    const database = await openDatabase({ connection: source.connection, log, controlMigrations: authMigrations });
    try {
      const registry = createRegistry(serverModules);
      for (const workspace of await listWorkspaces(database.control)) {
        await migrateWorkspace(database, workspace, registry);
      }
      return await work({ database, registry });
    } finally {
      await database.close();
    }
  } finally {
    await source.stop();
  }
}

/** The workspace meant: the only one, or the one with this name or id. */
export async function chooseWorkspace({ database }: CliGround, wanted: string | undefined): Promise<Workspace> {
  const workspaces = await listWorkspaces(database.control);
  const found = wanted ? workspaces.filter(({ id, name }) => id === wanted || name === wanted) : workspaces;
  const [workspace] = found;
  if (workspace && found.length === 1) return workspace;
  if (workspaces.length === 0) {
    throw new OperatorError(exitCodes.unavailable, 'There is no workspace yet: start Rapport and set it up first.');
  }
  const names = workspaces.map(({ name }) => `"${name}"`).join(', ');
  throw new OperatorError(exitCodes.usage, `Say which workspace with --workspace: ${names}.`);
}

/** The system acting in a workspace at the command line. */
export function cliContext({ database, registry }: CliGround, workspace: Workspace): Context {
  return {
    workspace,
    actor: systemActor,
    through: 'cli',
    db: database.workspace(workspace),
    registry,
    language: workspace.language,
    requestId: 'cli',
    now: () => new Date(),
  };
}
