import { createLogger } from '../config/logger.ts';
import { readSettings } from '../config/settings.ts';
import { connectDatabase } from '../db/connect.ts';
import { createRegistry } from '../metadata/registry.ts';
import { serverModules } from '../modules.ts';
import { openUpToDate } from '../upgrade/open-up-to-date.ts';
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
    const registry = createRegistry(serverModules);
    const say = (line: string) => void process.stderr.write(`${line}\n`);
    const { database } = await openUpToDate({ settings, connection: source.connection, registry, log, say });
    try {
      return await work({ database, registry });
    } finally {
      await database.close();
    }
  } finally {
    await source.stop();
  }
}
