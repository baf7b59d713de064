import { authMigrations } from '../auth/auth-schema.ts';
import { listWorkspaces } from '../auth/workspace.repository.ts';
import { createLogger } from '../config/logger.ts';
import { readSettings } from '../config/settings.ts';
import { connectDatabase } from '../db/connect.ts';
import { openDatabase } from '../db/open.ts';
import { migrateWorkspace } from '../metadata/migrate.ts';
import { createRegistry } from '../metadata/registry.ts';
import { serverModules } from '../modules.ts';
import type { CliGround } from './ground.ts';

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
