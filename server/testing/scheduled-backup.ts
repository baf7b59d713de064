import { startScheduledBackups } from '../backup/start-scheduled-backups.ts';
import type { Settings } from '../config/settings.ts';
import type { DatabaseSource } from '../db/connect.ts';
import { openDatabase } from '../db/open.ts';
import { createRegistry } from '../metadata/registry.ts';
import { serverModules } from '../modules.ts';

/** What a server that backs up by itself, and may be killed at it, is told. */
interface Assignment {
  readonly connection: DatabaseSource['connection'];
  readonly settings: Settings;
}

const { connection, settings } = JSON.parse(process.argv[2] ?? '') as Assignment;
const print = (...parts: unknown[]) => console.log(...parts);
startScheduledBackups({
  ...{ connection, settings, registry: createRegistry(serverModules), database: await openDatabase({ connection }) },
  ...{ log: { info: print, warn: print, error: print }, times: { first: 1, interval: 300 } },
  tellOwners: async () => print('owners told'),
});
// The timers of backups keep no process alive.
setInterval(() => undefined, 60_000);
