import type { PoolConfig } from 'pg';
import { readSettings } from '../config/settings.ts';
import { createRegistry } from '../metadata/registry.ts';
import { serverModules } from '../modules.ts';
import { openUpToDate } from '../upgrade/open-up-to-date.ts';

/** What the process to be killed is told. */
interface Assignment {
  readonly connection: PoolConfig;
  readonly dataDir: string;
}

const { connection, dataDir } = JSON.parse(process.argv[2] ?? '') as Assignment;
const print = (...parts: unknown[]) => console.log(...parts);
const log = { info: print, warn: print, error: print };
const settings = readSettings({ DATA_DIR: dataDir });
const registry = createRegistry(serverModules);
const { database } = await openUpToDate({ settings, connection, registry, log, say: print });
await database.close();
print('up to date');
